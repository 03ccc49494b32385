package dev.signalbox.eval.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DueSlotTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void isDueAtTheSlotBeforeNowWhenThereWasNoRunYet() {
    assertThat(due("2026-05-01T10:59:59Z", Optional.empty()))
        .contains(new DueSlot(Instant.parse("2026-05-01T10:00:00Z"), 0));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-05-01T10:00:00Z, 2026-05-01T10:00:00Z",
    "2026-05-01T10:59:59Z, 2026-05-01T10:00:00Z",
    "2026-05-01T10:30:00Z, 2026-05-01T10:15:00Z",
    "2026-05-01T09:00:00Z, 2026-05-01T10:00:00Z"
  })
  void isNotDueUntilTheNextSlot(String now, Instant last) {
    assertThat(due(now, Optional.of(last))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-05-01T11:00:00Z, 2026-05-01T10:00:00Z, 0",
    "2026-05-01T11:20:00Z, 2026-05-01T10:40:00Z, 0",
    "2026-05-01T13:20:00Z, 2026-05-01T10:00:00Z, 2",
    "2026-05-02T10:00:00Z, 2026-05-01T10:00:00Z, 23"
  })
  void runsOnlyTheLatestSlotAndCountsTheMissedOnes(String now, Instant last, long missed) {
    assertThat(due(now, Optional.of(last)))
        .hasValueSatisfying(slot -> {
          assertThat(slot.at()).isBeforeOrEqualTo(Instant.parse(now)).isAfter(last);
          assertThat(slot.missed()).isEqualTo(missed);
        });
  }

  @Test
  void findsTheSameSlotsWheneverItIsAsked() {
    assertThat(
            DueSlot.at(
                Instant.parse("2026-05-01T10:20:00Z"), Duration.ofMinutes(7), Optional.empty()))
        .isEqualTo(
            DueSlot.at(
                Instant.parse("2026-05-01T10:18:30Z"), Duration.ofMinutes(7), Optional.empty()));
  }

  @Test
  void countsBackwardsBefore1970() {
    assertThat(due("1969-12-31T23:30:00Z", Optional.empty()))
        .contains(new DueSlot(Instant.parse("1969-12-31T23:00:00Z"), 0));
  }

  private static Optional<DueSlot> due(String now, Optional<Instant> last) {
    return DueSlot.at(Instant.parse(now), HOUR, last);
  }
}
