package dev.signalbox.simulator;

import dev.signalbox.simulator.http.Sleeper;
import java.time.InstantSource;
import java.util.List;

/**
 * What a simulator starts with.
 *
 * @param seed decides everything that is random
 * @param clock tells the time that answers carry
 * @param sleeper waits where a script waits
 * @param scenario begins when the simulator starts
 * @param keptRequests how many requests the log keeps one by one
 */
public record SimulatorSettings(
    List<SimulatedProvider> providers,
    AnswerBook book,
    long seed,
    InstantSource clock,
    Sleeper sleeper,
    Scenario scenario,
    int keptRequests) {
  public SimulatorSettings {
    providers = List.copyOf(providers);
    long names = providers.stream().map(SimulatedProvider::name).distinct().count();
    if (providers.isEmpty() || names < providers.size()) {
      throw new IllegalArgumentException("at least one provider, each with a name of its own");
    }
    for (Scenario.Event event : scenario.events()) {
      if (providers.stream().noneMatch(known -> known.name().equals(event.provider()))) {
        throw new IllegalArgumentException(
            "the scenario speaks of a provider that there is not: " + event.provider());
      }
    }
  }

  /** With real time, seed 1 and a log of 10,000 requests. */
  public static SimulatorSettings of(AnswerBook book, SimulatedProvider... providers) {
    return new SimulatorSettings(
        List.of(providers), book, 1, InstantSource.system(), Sleeper.REAL, Scenario.NONE, 10_000);
  }

  public SimulatorSettings withSeed(long other) {
    return new SimulatorSettings(providers, book, other, clock, sleeper, scenario, keptRequests);
  }

  public SimulatorSettings withClock(InstantSource other) {
    return new SimulatorSettings(providers, book, seed, other, sleeper, scenario, keptRequests);
  }

  public SimulatorSettings withSleeper(Sleeper other) {
    return new SimulatorSettings(providers, book, seed, clock, other, scenario, keptRequests);
  }

  public SimulatorSettings withScenario(Scenario other) {
    return new SimulatorSettings(providers, book, seed, clock, sleeper, other, keptRequests);
  }

  public SimulatorSettings withKeptRequests(int other) {
    return new SimulatorSettings(providers, book, seed, clock, sleeper, scenario, other);
  }
}
