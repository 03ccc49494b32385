package dev.signalbox.app.settings;

import dev.signalbox.app.settings.Settings.ProviderSettings;
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
import java.util.function.Function;

/** In which wire format a provider's models are asked. */
final class WireFormats {
  private WireFormats() {}

  static Function<Target, Codec> of(ProviderSettings provider, Catalog catalog) {
    return switch (provider.api()) {
      case ANTHROPIC_MESSAGES -> always(new AnthropicMessagesCodec(provider.name()));
      case GEMINI -> always(new GeminiCodec(provider.name()));
      case PERPLEXITY_AGENT -> always(new PerplexityAgentCodec(provider.name()));
      case OPENAI_CHAT -> {
        Codec chat = new OpenAiChatCodec(provider.name(), Dialect.of(provider.facts().vendor()));
        Codec responses = new OpenAiResponsesCodec(provider.name());
        yield target -> needsResponses(target, catalog) ? responses : chat;
      }
    };
  }

  private static Function<Target, Codec> always(Codec codec) {
    return _ -> codec;
  }

  private static boolean needsResponses(Target target, Catalog catalog) {
    return catalog
        .model(target.provider(), target.model())
        .filter(model -> model.api() == Model.Api.RESPONSES)
        .isPresent();
  }
}
