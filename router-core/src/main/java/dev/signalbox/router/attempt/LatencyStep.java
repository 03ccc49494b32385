package dev.signalbox.router.attempt;

import dev.signalbox.router.health.Latencies;
import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.time.Ticker;
import java.time.Duration;

/** Takes note of how long answers took, and of how long was waited for those that did not come. */
public record LatencyStep(Latencies latencies, Ticker ticker) implements AttemptStep {
  @Override
  public Attempted run(Ask ask, Next next) {
    long startNanos = ticker.nanos();
    Attempted attempted = next.proceed(ask);
    boolean telling =
        switch (attempted.outcome()) {
          case Outcome.Answered _ -> true;
          case Outcome.Failed failed ->
              failed.fault() == Fault.TIMEOUT || failed.fault() == Fault.SLOW_START;
          case Outcome.Rejected _, Outcome.Skipped _ -> false;
        };
    if (telling) {
      latencies.record(ask.target(), Duration.ofNanos(ticker.nanos() - startNanos));
    }
    return attempted;
  }
}
