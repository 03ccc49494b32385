package dev.signalbox.router.health;

import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.table.Target;
import dev.signalbox.router.time.Ticker;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The circuit breakers of all targets, one per provider and model, and above them one per provider,
 * which only what concerns all its models opens. Thread-safe.
 */
public final class Breakers {
  private static final Logger log = LoggerFactory.getLogger(Breakers.class);

  private final BreakerSettings settings;
  private final Ticker ticker;
  private final ConcurrentMap<String, Circuit> targets = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Circuit> providers = new ConcurrentHashMap<>();

  public Breakers(BreakerSettings settings, Ticker ticker) {
    this.settings = settings;
    this.ticker = ticker;
  }

  /** How a call may go through the breakers. */
  public sealed interface Pass {

    /**
     * It may go.
     *
     * @param targetProbe whether it is the one call that finds out whether the target is back
     * @param providerProbe whether it is the one call that finds out whether the provider is
     */
    record Admitted(boolean targetProbe, boolean providerProbe) implements Pass {
      static final Admitted ORDINARY = new Admitted(false, false);
    }

    record Refused(Access why) implements Pass {}
  }

  /** Whether a target could be asked now, without asking to pass. */
  public Access access(Target target) {
    long now = ticker.nanos();
    if (!circuit(providers, target.provider()).admits(now)) {
      return Access.PROVIDER_PAUSED;
    }
    return circuit(targets, target.name()).admits(now) ? Access.FREE : Access.BREAKER_OPEN;
  }

  /** Asks to pass; whoever is admitted has to {@link #record} what came of it. */
  public Pass pass(Target target) {
    Admission provider = admit(providers, target.provider());
    if (provider == Admission.REFUSED) {
      return new Pass.Refused(Access.PROVIDER_PAUSED);
    }
    Admission own = admit(targets, target.name());
    if (own == Admission.REFUSED) {
      if (provider == Admission.PROBE) {
        giveUpProbe(target.provider());
      }
      return new Pass.Refused(Access.BREAKER_OPEN);
    }
    return own == Admission.ORDINARY && provider == Admission.ORDINARY
        ? Pass.Admitted.ORDINARY
        : new Pass.Admitted(own == Admission.PROBE, provider == Admission.PROBE);
  }

  /** Takes note of what came of a call that passed. */
  public void record(Target target, Pass.Admitted pass, Outcome outcome) {
    boolean ofProvider = Circuit.concernsProvider(outcome);
    update(
        providers,
        target.provider(),
        (before, now) ->
            pass.providerProbe()
                ? before.afterProviderProbe(outcome, settings, now)
                : ofProvider ? before.after(outcome, settings, now) : before);
    update(
        targets,
        target.name(),
        (before, now) ->
            pass.targetProbe()
                ? before.afterProbe(outcome, settings, now)
                : ofProvider ? before : before.after(outcome, settings, now));
  }

  /** The state of all breakers at one moment. */
  public Health snapshot() {
    return new Health(targets, providers, ticker.nanos());
  }

  private enum Admission {
    ORDINARY,
    PROBE,
    REFUSED
  }

  private Admission admit(ConcurrentMap<String, Circuit> circuits, String name) {
    while (true) {
      Circuit circuit = circuit(circuits, name);
      if (!circuit.admits(ticker.nanos())) {
        return Admission.REFUSED;
      }
      if (!(circuit instanceof Circuit.Open open)) {
        return Admission.ORDINARY;
      }
      if (circuits.replace(name, open, new Circuit.HalfOpen(open.pause()))) {
        return Admission.PROBE;
      }
    }
  }

  private void giveUpProbe(String provider) {
    update(
        providers,
        provider,
        (before, now) ->
            before instanceof Circuit.HalfOpen(var pause) ? new Circuit.Open(now, pause) : before);
  }

  private static Circuit circuit(ConcurrentMap<String, Circuit> circuits, String name) {
    return circuits.getOrDefault(name, Circuit.Closed.HEALTHY);
  }

  private void update(
      ConcurrentMap<String, Circuit> circuits,
      String name,
      BiFunction<Circuit, Long, Circuit> change) {
    long now = ticker.nanos();
    Circuit known = circuit(circuits, name);
    if (change.apply(known, now).equals(known)) {
      return; // almost always: a call that went well at a healthy target
    }
    circuits.compute(
        name,
        (_, present) -> {
          Circuit before = present == null ? Circuit.Closed.HEALTHY : present;
          Circuit after = change.apply(before, now);
          announce(name, before, after);
          return after;
        });
  }

  private static void announce(String name, Circuit before, Circuit after) {
    if (after instanceof Circuit.Open(_, var pause) && !(before instanceof Circuit.Open)) {
      log.warn("breaker of {} is open for {} ms", name, pause.toMillis());
    } else if (before instanceof Circuit.HalfOpen && after instanceof Circuit.Closed) {
      log.info("breaker of {} is closed again", name);
    }
  }
}
