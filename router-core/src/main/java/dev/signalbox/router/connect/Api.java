package dev.signalbox.router.connect;

import dev.signalbox.router.catalog.Catalog;
import dev.signalbox.router.catalog.Model;
import dev.signalbox.router.provider.Codec;
import dev.signalbox.router.provider.anthropic.AnthropicMessagesCodec;
import dev.signalbox.router.provider.google.GeminiCodec;
import dev.signalbox.router.provider.openai.Dialect;
import dev.signalbox.router.provider.openai.OpenAiChatCodec;
import dev.signalbox.router.provider.perplexity.PerplexityAgentCodec;
import dev.signalbox.router.provider.responses.OpenAiResponsesCodec;
import dev.signalbox.router.table.Target;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

/** The wire formats there are, as settings name them. */
public enum Api {
  ANTHROPIC_MESSAGES("anthropic-messages", "anthropic", AnthropicMessagesCodec.BASE_URL),
  /** Each model in the one of OpenAI's two formats that the catalogue says. */
  OPENAI("openai", "openai", OpenAiChatCodec.BASE_URL),
  OPENAI_CHAT("openai-chat", "openai", OpenAiChatCodec.BASE_URL),
  OPENAI_RESPONSES("openai-responses", "openai", OpenAiChatCodec.BASE_URL),
  GOOGLE_GEMINI("google-gemini", "google", GeminiCodec.BASE_URL),
  PERPLEXITY_AGENT("perplexity-agent", "perplexity", PerplexityAgentCodec.BASE_URL),
  /** Chat Completions as anybody else serves it, in the vendor's dialect. */
  OPENAI_COMPATIBLE("openai-compatible", "", "");

  private final String key;
  private final String vendor;
  private final String baseUrl;

  Api(String key, String vendor, String baseUrl) {
    this.key = key;
    this.vendor = vendor;
    this.baseUrl = baseUrl;
  }

  /** As settings files name it. */
  public String key() {
    return key;
  }

  /** Whose format it is; empty when anybody's. */
  public Optional<String> vendor() {
    return Optional.of(vendor).filter(name -> !name.isEmpty());
  }

  /** Where its vendor serves it; empty when anybody does. */
  public Optional<URI> baseUrl() {
    return Optional.of(baseUrl).filter(url -> !url.isEmpty()).map(URI::create);
  }

  /**
   * Which codec a target of {@code provider} is asked with.
   *
   * @param vendor whose API the provider is
   * @param catalog of the configured providers
   */
  Function<Target, Codec> codecs(String provider, String vendor, Catalog catalog) {
    return switch (this) {
      case ANTHROPIC_MESSAGES -> always(new AnthropicMessagesCodec(provider));
      case OPENAI -> {
        Codec chat = new OpenAiChatCodec(provider);
        Codec responses = new OpenAiResponsesCodec(provider);
        yield target -> needsResponses(catalog, target) ? responses : chat;
      }
      case OPENAI_CHAT -> always(new OpenAiChatCodec(provider));
      case OPENAI_RESPONSES -> always(new OpenAiResponsesCodec(provider));
      case GOOGLE_GEMINI -> always(new GeminiCodec(provider));
      case PERPLEXITY_AGENT -> always(new PerplexityAgentCodec(provider));
      case OPENAI_COMPATIBLE -> always(new OpenAiChatCodec(provider, Dialect.of(vendor)));
    };
  }

  private static Function<Target, Codec> always(Codec codec) {
    return _ -> codec;
  }

  private static boolean needsResponses(Catalog catalog, Target target) {
    return catalog
        .model(target.provider(), target.model())
        .filter(model -> model.api() == Model.Api.RESPONSES)
        .isPresent();
  }
}
