package dev.signalbox.app.settings;

import dev.signalbox.app.settings.Settings.ProviderSettings;
import dev.signalbox.router.connect.Connection;
import dev.signalbox.router.provider.ApiKey;
import dev.signalbox.router.provider.OkHttpTransport;
import dev.signalbox.router.provider.Providers;
import dev.signalbox.router.table.RoutingTable;
import dev.signalbox.router.table.Target;
import dev.signalbox.simulator.AnswerBook;
import dev.signalbox.simulator.Behaviour;
import dev.signalbox.simulator.SimulatedProvider;
import dev.signalbox.simulator.Simulator;
import dev.signalbox.simulator.SimulatorSettings;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import okhttp3.OkHttpClient;

/**
 * The providers of a settings file as a simulator in this process pretends to be them: no key is
 * needed, and nothing leaves the machine.
 */
public final class SimulatedProviders implements AutoCloseable {
  private final Simulator simulator;
  private final Providers providers;

  private SimulatedProviders(Simulator simulator, Settings settings) {
    this.simulator = simulator;
    OkHttpClient client = OkHttpTransport.newClient();
    this.providers =
        new Providers(
            settings.providers().stream()
                .map(provider -> connection(provider).open(settings.catalog(), client))
                .toList());
  }

  /** Starts them; they serve the models that {@code table} names, and do so well. */
  public static SimulatedProviders start(Settings settings, RoutingTable table) {
    SimulatedProvider[] pretenders =
        settings.providers().stream()
            .map(provider -> withModels(pretender(provider), table))
            .toArray(SimulatedProvider[]::new);
    return new SimulatedProviders(
        Simulator.start(SimulatorSettings.of(AnswerBook.empty(), pretenders)), settings);
  }

  private static SimulatedProvider pretender(ProviderSettings provider) {
    SimulatedProvider pretender =
        switch (provider.api()) {
          case ANTHROPIC_MESSAGES -> SimulatedProvider.anthropic();
          case OPENAI, OPENAI_CHAT, OPENAI_RESPONSES -> SimulatedProvider.openai();
          case GOOGLE_GEMINI -> SimulatedProvider.google();
          case PERPLEXITY_AGENT -> SimulatedProvider.perplexity();
          case OPENAI_COMPATIBLE -> SimulatedProvider.compatible(provider.facts().vendor());
        };
    return pretender.named(provider.name());
  }

  private static SimulatedProvider withModels(SimulatedProvider pretender, RoutingTable table) {
    List<String> models =
        table.tasks().values().stream()
            .flatMap(task -> task.route().stream())
            .filter(target -> target.provider().equals(pretender.name()))
            .map(Target::model)
            .filter(model -> !pretender.models().containsKey(model))
            .distinct()
            .toList();
    SimulatedProvider serving = pretender;
    for (String model : models) {
      serving = serving.with(model, Behaviour.serving(model));
    }
    return serving;
  }

  private Connection connection(ProviderSettings provider) {
    String path = provider.api().baseUrl().map(URI::getPath).orElse("/v1");
    return new Connection(
        provider.name(),
        provider.api(),
        simulator.baseUri(provider.name()).resolve(path),
        provider.facts(),
        true,
        Optional.of(new ApiKey("simulated")));
  }

  /** How a router reaches them. */
  public Providers providers() {
    return providers;
  }

  @Override
  public void close() {
    simulator.close();
  }
}
