package dev.signalbox.eval.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A scheduled time whose run is due. Slots lie at whole multiples of the schedule's interval since
 * 1970-01-01T00:00Z, so every node and every restart finds the same ones.
 *
 * @param at on the calendar clock
 * @param missed how many slots passed without a run since the last one; they are not made up, for a
 *     result taken now would tell nothing of then
 */
public record DueSlot(Instant at, long missed) {

  /**
   * The latest slot at {@code now}, unless it had its run. Pure.
   *
   * @param last the latest slot that had a run; absent before the first
   */
  static Optional<DueSlot> at(Instant now, Duration every, Optional<Instant> last) {
    Instant latest = floor(now, every);
    if (last.isEmpty()) {
      return Optional.of(new DueSlot(latest, 0));
    }
    if (!latest.isAfter(last.get())) {
      return Optional.empty();
    }
    long slotsSince = Duration.between(floor(last.get(), every), latest).dividedBy(every);
    return Optional.of(new DueSlot(latest, slotsSince - 1));
  }

  private static Instant floor(Instant time, Duration every) {
    Duration sinceEpoch = Duration.between(Instant.EPOCH, time);
    Duration whole = every.multipliedBy(sinceEpoch.dividedBy(every));
    // Division rounds to zero, and a calendar may show a time before 1970.
    return Instant.EPOCH.plus(whole.compareTo(sinceEpoch) > 0 ? whole.minus(every) : whole);
  }
}
