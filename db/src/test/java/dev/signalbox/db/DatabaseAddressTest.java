package dev.signalbox.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DatabaseAddressTest {

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://db.test:5433/box, jdbc:postgresql://db.test:5433/box, '', ''",
    "jdbc:postgresql://db.test/box?user=ann&sslmode=require&password=a%26b,"
        + " jdbc:postgresql://db.test/box?sslmode=require, ann, a&b",
    "postgres://ann:s%40c%2Fret@db.test:5433/box, jdbc:postgresql://db.test:5433/box, ann, s@c/ret",
    "postgresql://ann:a+b@[::1]:5433/box?sslmode=require,"
        + " jdbc:postgresql://[::1]:5433/box?sslmode=require, ann, a+b",
    "'postgres://ann@one:1,two:2/box', 'jdbc:postgresql://one:1,two:2/box', ann, ''",
  })
  void readsBothFormsOfUrl(String url, String jdbcUrl, String user, String password) {
    assertThat(DatabaseAddress.of(url)).isEqualTo(new DatabaseAddress(jdbcUrl, user, password));
  }

  @Test
  void namesServersAndDatabase() {
    DatabaseAddress address = DatabaseAddress.of("postgres://ann:secret@db.test:5433/box?a=b");

    assertThat(address.servers()).isEqualTo("db.test:5433");
    assertThat(address.database()).isEqualTo("box");
  }

  @Test
  void doesNotShowThePassword() {
    assertThat(DatabaseAddress.of("postgres://ann:secret@db.test/box"))
        .hasToString("jdbc:postgresql://db.test/box as ann");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "box",
        "mysql://ann:secret@db.test/box",
        "jdbc:postgresql:box",
        "postgres://ann:secret@db.test",
        "postgres://ann:secret/@db.test/box",
        "postgres://ann:sec%ret@db.test/box"
      })
  void saysWhatAUrlLooksLikeWithoutRepeatingIt(String url) {
    assertThatThrownBy(() -> DatabaseAddress.of(url))
        .isInstanceOf(DatabaseException.class)
        .hasMessage(
            "the database URL is not understood; it has the form"
                + " jdbc:postgresql://HOST:PORT/DATABASE or"
                + " postgres://USER:PASSWORD@HOST:PORT/DATABASE");
  }
}
