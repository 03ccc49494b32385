package dev.signalbox.db;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MigrationRulesTest {
  /** The first migration that others are at work beneath. */
  private static final int FIRST = 6;

  @Test
  void everyMigrationKeepsThem() throws IOException, URISyntaxException {
    List<Path> migrations = migrations();

    assertThat(migrations).isNotEmpty();
    for (Path migration : migrations) {
      assertThat(MigrationRules.broken(Files.readString(migration))).as("%s", migration).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alter table run alter column revision type varchar(9);",
        "alter table run alter revision set data type varchar(9);",
        "alter table run add column note text not null;",
        "alter table run alter column revision set not null;",
        "alter table run add constraint some check (cases > 0);",
        "create index run_by_task on run (task);",
        "create unique index call_log_by_x on call_log (id);",
        "create index concurrently a on run (cases);\ncreate index concurrently b on run (passed);",
        "drop table call;",
        "alter table call drop column reply;",
        "alter table call rename column reply to answer;",
      })
  void nameWhatWouldHoldOthersUp(String migration) {
    assertThat(MigrationRules.broken(migration)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alter table run add column note text;",
        "alter table run add column retries integer not null default 0;",
        "alter table run add constraint some check (cases > 0) not valid;",
        "create index concurrently run_by_task on run (task);",
        "create table note (text text not null);\ncreate index note_by_text on note (text);",
        "-- drop table call;\ncreate function f() returns void language sql as $$drop table call;$$;",
        "drop table call;\nupdate schema_support set oldest_program = 6;",
      })
  void allowWhatTakesAMoment(String migration) {
    assertThat(MigrationRules.broken(migration)).isEmpty();
  }

  private static List<Path> migrations() throws IOException, URISyntaxException {
    Path folder =
        Path.of(requireNonNull(Database.class.getResource("migration/V6__call_log.sql")).toURI())
            .resolveSibling("");
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".sql"))
          .filter(file -> version(file) >= FIRST)
          .toList();
    }
  }

  private static int version(Path migration) {
    String name = String.valueOf(migration.getFileName());
    return Integer.parseInt(name.substring(1, name.indexOf("__")));
  }
}
