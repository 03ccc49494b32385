package dev.signalbox.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** An outage that has begun, with the requests it has seen. Thread-safe. */
record RunningOutage(Outage outage, Instant since, AtomicInteger requests) {

  static RunningOutage begin(Outage outage, Instant now) {
    return new RunningOutage(outage, now, new AtomicInteger());
  }

  /** Counts a request and says whether it is struck. */
  boolean strikes(Seed occasion, Instant now) {
    int earlier = requests.getAndIncrement();
    return switch (outage.hits()) {
      case Hits.Share(double share) -> occasion.of("outage").share() < share;
      case Hits.First(int first) -> earlier < first;
      case Hits.EveryNth(int n) -> (earlier + 1) % n == 0;
      case Hits.Flapping(var down, var up) -> {
        long elapsed = Duration.between(since, now).toNanos();
        yield Math.floorMod(elapsed, down.plus(up).toNanos()) < down.toNanos();
      }
    };
  }
}
