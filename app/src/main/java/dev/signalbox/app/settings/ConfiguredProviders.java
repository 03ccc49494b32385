package dev.signalbox.app.settings;

import dev.signalbox.app.settings.Settings.ProviderSettings;
import dev.signalbox.router.connect.Connection;
import dev.signalbox.router.provider.ApiKey;
import dev.signalbox.router.provider.OkHttpTransport;
import dev.signalbox.router.provider.Provider;
import dev.signalbox.router.provider.Providers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.OkHttpClient;

/**
 * The providers of a settings file with their keys from the environment.
 *
 * @param missingKeys a sentence for each provider without a usable key
 */
public record ConfiguredProviders(Providers providers, List<String> missingKeys) {
  public ConfiguredProviders {
    missingKeys = List.copyOf(missingKeys);
  }

  /** Takes each provider's key from the variable its settings name. */
  public static ConfiguredProviders of(Settings settings, Map<String, String> environment) {
    OkHttpClient client = OkHttpTransport.newClient();
    List<Provider> providers = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (ProviderSettings provider : settings.providers()) {
      Connection connection =
          new Connection(
              provider.name(),
              provider.api(),
              provider.baseUrl(),
              provider.facts(),
              false,
              key(provider, environment, missing));
      providers.add(connection.open(settings.catalog(), client));
    }
    return new ConfiguredProviders(new Providers(providers), missing);
  }

  private static Optional<ApiKey> key(
      ProviderSettings provider, Map<String, String> environment, List<String> missing) {
    String variable = provider.keyVariable();
    String value = environment.getOrDefault(variable, "");
    if (value.isBlank()) {
      missing.add("no key for provider %s: %s is not set".formatted(provider.name(), variable));
      return Optional.empty();
    }
    try {
      return Optional.of(new ApiKey(value));
    } catch (IllegalArgumentException e) {
      missing.add(
          "no key for provider %s: of %s, %s".formatted(provider.name(), variable, e.getMessage()));
      return Optional.empty();
    }
  }
}
