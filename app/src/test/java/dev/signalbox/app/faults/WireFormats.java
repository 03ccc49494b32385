package dev.signalbox.app.faults;

import dev.signalbox.router.connect.Api;
import dev.signalbox.router.table.Target;
import dev.signalbox.simulator.SimulatedProvider;

/** The wire formats that faults are tried in. */
enum WireFormats {
  ANTHROPIC_MESSAGES(Api.ANTHROPIC_MESSAGES, "claude-haiku-4-5"),
  OPENAI_CHAT(Api.OPENAI, "gpt-4o-mini"),
  OPENAI_RESPONSES(Api.OPENAI, "gpt-5.6-luna"),
  GOOGLE_GEMINI(Api.GOOGLE_GEMINI, "gemini-2.5-flash"),
  PERPLEXITY_AGENT(Api.PERPLEXITY_AGENT, "perplexity/sonar");

  private final Api api;
  private final String model;

  WireFormats(Api api, String model) {
    this.api = api;
    this.model = model;
  }

  Api api() {
    return api;
  }

  SimulatedProvider provider() {
    return switch (this) {
      case ANTHROPIC_MESSAGES -> SimulatedProvider.anthropic();
      case OPENAI_CHAT, OPENAI_RESPONSES -> SimulatedProvider.openai();
      case GOOGLE_GEMINI -> SimulatedProvider.google();
      case PERPLEXITY_AGENT -> SimulatedProvider.perplexity();
    };
  }

  Target target() {
    return Target.of(provider().name(), model).capped(2_000);
  }

  /** A healthy target at another vendor. */
  WireFormats fallback() {
    return this == ANTHROPIC_MESSAGES ? OPENAI_CHAT : ANTHROPIC_MESSAGES;
  }

  String basePath() {
    String path = api.baseUrl().orElseThrow().getPath();
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  /** As documents name it. */
  String title() {
    return switch (this) {
      case ANTHROPIC_MESSAGES -> "Anthropic Messages";
      case OPENAI_CHAT -> "OpenAI Chat";
      case OPENAI_RESPONSES -> "OpenAI Responses";
      case GOOGLE_GEMINI -> "Gemini";
      case PERPLEXITY_AGENT -> "Perplexity Agent";
    };
  }
}
