package dev.signalbox.app.settings;

import dev.signalbox.app.settings.Settings.Api;
import dev.signalbox.app.settings.Settings.ProviderSettings;
import dev.signalbox.router.provider.ApiKey;
import dev.signalbox.router.provider.Codec;
import dev.signalbox.router.provider.Endpoint;
import dev.signalbox.router.provider.HttpProvider;
import dev.signalbox.router.provider.Provider;
import dev.signalbox.router.provider.Providers;
import dev.signalbox.router.provider.anthropic.AnthropicMessagesCodec;
import dev.signalbox.router.provider.openai.OpenAiChatCodec;
import java.time.InstantSource;
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
    OkHttpClient client = HttpProvider.newClient();
    List<Provider> providers = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (ProviderSettings provider : settings.providers()) {
      Optional<ApiKey> key = key(provider, environment, missing);
      Endpoint endpoint =
          new Endpoint(provider.name(), provider.facts(), false, provider.baseUrl(), key);
      providers.add(
          new HttpProvider(endpoint, codec(provider.api()), client, InstantSource.system()));
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

  private static Codec codec(Api api) {
    return switch (api) {
      case ANTHROPIC_MESSAGES -> new AnthropicMessagesCodec();
      case OPENAI_CHAT -> new OpenAiChatCodec();
    };
  }
}
