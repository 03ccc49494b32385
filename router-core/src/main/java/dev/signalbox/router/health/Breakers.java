package dev.signalbox.router.health;

import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.table.Target;
import dev.signalbox.router.time.Ticker;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The circuit breakers of all targets, one per provider and model. Thread-safe. */
public final class Breakers {
  private static final Logger log = LoggerFactory.getLogger(Breakers.class);

  private final BreakerSettings settings;
  private final Ticker ticker;
  private final ConcurrentMap<String, Circuit> circuits = new ConcurrentHashMap<>();

  public Breakers(BreakerSettings settings, Ticker ticker) {
    this.settings = settings;
    this.ticker = ticker;
  }

  /** How a call may go through a breaker. */
  public enum Pass {
    ORDINARY,
    /** The one call that finds out whether the target is back. */
    PROBE,
    REFUSED
  }

  /** Asks to pass; whoever gets through has to {@link #record} what came of it. */
  public Pass pass(Target target) {
    while (true) {
      Circuit circuit = circuits.getOrDefault(target.name(), Circuit.Closed.HEALTHY);
      if (!circuit.admits(ticker.nanos())) {
        return Pass.REFUSED;
      }
      if (!(circuit instanceof Circuit.Open open)) {
        return Pass.ORDINARY;
      }
      if (circuits.replace(target.name(), open, new Circuit.HalfOpen(open.pause()))) {
        return Pass.PROBE;
      }
    }
  }

  /** Takes note of what came of a call that passed. */
  public void record(Target target, Pass pass, Outcome outcome) {
    circuits.compute(
        target.name(),
        (name, known) -> {
          Circuit before = known == null ? Circuit.Closed.HEALTHY : known;
          long now = ticker.nanos();
          Circuit after =
              pass == Pass.PROBE
                  ? before.afterProbe(outcome, settings, now)
                  : before.after(outcome, settings, now);
          announce(name, before, after);
          return after;
        });
  }

  /** The state of all breakers at one moment. */
  public Health snapshot() {
    return new Health(circuits, ticker.nanos());
  }

  private static void announce(String target, Circuit before, Circuit after) {
    if (after instanceof Circuit.Open(_, var pause) && !(before instanceof Circuit.Open)) {
      log.warn("breaker of {} is open for {} ms", target, pause.toMillis());
    } else if (before instanceof Circuit.HalfOpen && after instanceof Circuit.Closed) {
      log.info("breaker of {} is closed again", target);
    }
  }
}
