package dev.signalbox.db.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CallCursorTest {

  @Test
  void readsItsOwnTextBack() {
    CallCursor cursor =
        new CallCursor(
            Instant.parse("2026-03-05T08:00:00.123456Z"),
            UUID.fromString("0197a3c0-0000-7000-8000-000000000001"));

    assertThat(CallCursor.parse(cursor.text())).contains(cursor);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "_",
        "12",
        "x_0197a3c0-0000-7000-8000-000000000001",
        "12_y",
        "99999999999999999999_0197a3c0-0000-7000-8000-000000000001",
        "9223372036854775807_z"
      })
  void isAbsentForWhatIsNoCursor(String text) {
    assertThat(CallCursor.parse(text)).isEmpty();
  }
}
