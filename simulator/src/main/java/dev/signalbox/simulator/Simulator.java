package dev.signalbox.simulator;

import dev.signalbox.simulator.http.Listener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Provider APIs on 127.0.0.1, each on a port of its own, with faults and drift by script.
 * Thread-safe; every change takes effect with the next request.
 */
public final class Simulator implements AutoCloseable {
  /** What Anthropic takes at most; OpenAI takes somewhat more. */
  private static final int BODY_LIMIT = 32 * 1024 * 1024;

  private final Map<String, Running> providers = new LinkedHashMap<>();
  private final RequestLog log;

  private record Running(ProviderApi api, Listener listener) {}

  private Simulator(SimulatorSettings settings) {
    this.log = new RequestLog(settings.keptRequests());
  }

  /**
   * Opens all ports, or none.
   *
   * @throws UncheckedIOException when a port is taken
   */
  public static Simulator start(SimulatorSettings settings) {
    Simulator simulator = new Simulator(settings);
    try {
      for (SimulatedProvider provider : settings.providers()) {
        ProviderApi api = new ProviderApi(settings, provider, simulator.log);
        Listener listener =
            Listener.open(
                "simulated-" + provider.name(),
                provider.port(),
                BODY_LIMIT,
                api,
                settings.sleeper());
        simulator.providers.put(provider.name(), new Running(api, listener));
      }
      return simulator;
    } catch (IOException e) {
      simulator.close();
      throw new UncheckedIOException(e);
    }
  }

  /** Where a provider listens, without a path. */
  public URI baseUri(String provider) {
    return URI.create("http://127.0.0.1:" + running(provider).listener().port());
  }

  /** What the providers have seen. */
  public RequestLog log() {
    return log;
  }

  public Behaviour behaviour(String provider, String model) {
    return running(provider).api().behaviour(model);
  }

  /**
   * Changes how a model behaves, atomically.
   *
   * @throws IllegalArgumentException for a model that the provider does not serve
   */
  public void change(String provider, String model, UnaryOperator<Behaviour> change) {
    running(provider).api().change(model, change);
  }

  /** The prompts of the book that a model answers worse while it drifts. */
  public List<AffectedPrompt> affected(String provider, String model) {
    return running(provider).api().affected(model);
  }

  public Optional<Outage> outage(String provider) {
    return running(provider).api().outage();
  }

  /**
   * Begins an outage, in place of one that lasts.
   *
   * @throws IllegalArgumentException when the provider has no such fault
   */
  public void setOutage(String provider, Outage outage) {
    change(provider, Optional.of(outage));
  }

  /** Ends an outage, if there is one. */
  public void endOutage(String provider) {
    change(provider, Optional.empty());
  }

  @Override
  public void close() {
    for (Running running : providers.values()) {
      running.listener().close();
    }
  }

  private synchronized void change(String provider, Optional<Outage> outage) {
    Running running = running(provider);
    running.api().setOutage(outage);
    boolean refused =
        outage.filter(next -> next.fault() instanceof Fault.ConnectionRefused).isPresent();
    try {
      if (refused) {
        running.listener().refuse();
      } else {
        running.listener().acceptAgain();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Running running(String provider) {
    Running running = providers.get(provider);
    if (running == null) {
      throw new IllegalArgumentException(
          "no simulated provider %s, only %s".formatted(provider, providers.keySet()));
    }
    return running;
  }
}
