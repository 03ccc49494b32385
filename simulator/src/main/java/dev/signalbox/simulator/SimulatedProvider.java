package dev.signalbox.simulator;

import dev.signalbox.simulator.anthropic.AnthropicMessages;
import dev.signalbox.simulator.google.GeminiApi;
import dev.signalbox.simulator.openai.OpenAiChat;
import dev.signalbox.simulator.openai.OpenAiResponses;
import dev.signalbox.simulator.perplexity.PerplexityAgent;
import dev.signalbox.simulator.wire.Revision;
import dev.signalbox.simulator.wire.WireFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A provider to be simulated.
 *
 * @param name by which it is asked for
 * @param formats its APIs, at least one; the first speaks for paths that none of them serves
 * @param port of 127.0.0.1; zero for any free one
 * @param keys the API keys it accepts; when empty, any that is not blank
 * @param models each with its behaviour at the start; any other model is unknown
 */
public record SimulatedProvider(
    String name,
    List<WireFormat> formats,
    int port,
    Set<String> keys,
    Map<String, Behaviour> models) {
  public SimulatedProvider {
    formats = List.copyOf(formats);
    keys = Set.copyOf(keys);
    models = Map.copyOf(models);
  }

  /** Anthropic with its models of 2025 and 2026, flawless and at once. */
  public static SimulatedProvider anthropic() {
    Map<String, Behaviour> models = new LinkedHashMap<>();
    alias(models, "claude-haiku-4-5", "20251001");
    alias(models, "claude-sonnet-4-5", "20250929");
    alias(models, "claude-opus-4-5", "20251101");
    undated(
        models,
        "claude-sonnet-4-6",
        "claude-opus-4-6",
        "claude-opus-4-7",
        "claude-opus-4-8",
        "claude-sonnet-5",
        "claude-opus-5",
        "claude-haiku-5-5",
        "claude-sonnet-5-5",
        "claude-opus-5-5");
    return new SimulatedProvider(
        "anthropic", List.of(new AnthropicMessages()), 0, Set.of(), models);
  }

  /** OpenAI with its two APIs and its models of 2024 to 2026, flawless and at once. */
  public static SimulatedProvider openai() {
    Map<String, Behaviour> models = new LinkedHashMap<>();
    alias(models, "gpt-4o", "2024-08-06", "fp_ff25b2783a");
    alias(models, "gpt-4o-mini", "2024-07-18", "fp_3ef558a83f");
    alias(models, "gpt-4.1", "2025-04-14", "fp_8b22347a3e");
    alias(models, "gpt-4.1-mini", "2025-04-14", "fp_79b79be41f");
    alias(models, "gpt-4.1-nano", "2025-04-14", "fp_f12167b370");
    alias(models, "gpt-5", "2025-08-07");
    alias(models, "gpt-5-mini", "2025-08-07");
    alias(models, "gpt-5-nano", "2025-08-07");
    alias(models, "gpt-5.1", "2025-11-13");
    alias(models, "gpt-5.2", "2025-12-11");
    alias(models, "gpt-5.4", "2026-03-05");
    alias(models, "gpt-5.4-mini", "2026-03-17");
    alias(models, "gpt-5.4-nano", "2026-03-17");
    alias(models, "gpt-5.5", "2026-04-23");
    alias(models, "o4-mini", "2025-04-16");
    undated(
        models,
        "gpt-5.6-luna",
        "gpt-5.6-sol",
        "gpt-5.6-terra",
        "gpt-6-luna",
        "gpt-6-sol",
        "gpt-6-astra",
        "gpt-6.1-sol");
    models.put("gpt-5.6", Behaviour.serving("gpt-5.6-sol"));
    return new SimulatedProvider(
        "openai", List.of(new OpenAiChat(), new OpenAiResponses()), 0, Set.of(), models);
  }

  /** Google with its Gemini models of 2025 and 2026, flawless and at once. */
  public static SimulatedProvider google() {
    Map<String, Behaviour> models = new LinkedHashMap<>();
    undated(
        models,
        "gemini-2.5-flash",
        "gemini-2.5-flash-lite",
        "gemini-2.5-pro",
        "gemini-3-flash-preview",
        "gemini-3.1-pro-preview",
        "gemini-3.1-flash-lite",
        "gemini-3.5-flash",
        "gemini-3.5-flash-lite",
        "gemini-3.6-flash",
        "gemini-3.7-flash",
        "gemini-3.8-flash");
    models.put("gemini-flash-latest", Behaviour.serving("gemini-3.8-flash"));
    return new SimulatedProvider("google", List.of(new GeminiApi()), 0, Set.of(), models);
  }

  /** Perplexity with its Agent API; a preset is a model named {@code preset/…}. */
  public static SimulatedProvider perplexity() {
    Map<String, Behaviour> models = new LinkedHashMap<>();
    undated(
        models,
        "perplexity/sonar",
        "perplexity/glm-5.3",
        "perplexity/kimi-k3",
        "openai/gpt-6-luna",
        "openai/gpt-6-sol",
        "anthropic/claude-sonnet-5",
        "google/gemini-3.6-flash");
    for (String preset : List.of("fast", "low", "medium", "high", "xhigh")) {
      models.put("preset/" + preset, Behaviour.serving("openai/gpt-6-luna"));
    }
    return new SimulatedProvider("perplexity", List.of(new PerplexityAgent()), 0, Set.of(), models);
  }

  /** A server that took over OpenAI's Chat Completions, with the models of the vendor it names. */
  public static SimulatedProvider compatible(String vendor) {
    Map<String, Behaviour> models = new LinkedHashMap<>();
    switch (vendor) {
      case "mistral" -> {
        undated(models, "mistral-small-latest", "mistral-medium-latest", "mistral-large-latest");
        models.put("mistral-large-latest", Behaviour.serving("mistral-large-2512"));
      }
      case "deepseek" -> undated(models, "deepseek-v4-flash", "deepseek-v4-pro");
      case "xai" -> undated(models, "grok-4.6", "grok-4.7");
      case "groq" -> undated(models, "openai/gpt-oss-120b", "openai/gpt-oss-20b");
      default -> undated(models, vendor + "-model");
    }
    return new SimulatedProvider(vendor, List.of(OpenAiChat.compatible()), 0, Set.of(), models);
  }

  /** The API that a path belongs to. */
  WireFormat format(String path) {
    return formats.stream()
        .filter(format -> format.serves(path))
        .findFirst()
        .orElse(formats.getFirst());
  }

  /** The statuses with which it reports trouble of its own. */
  Set<Integer> serverErrors() {
    return formats.getFirst().serverErrors();
  }

  public SimulatedProvider named(String other) {
    return new SimulatedProvider(other, formats, port, keys, models);
  }

  public SimulatedProvider onPort(int other) {
    return new SimulatedProvider(name, formats, other, keys, models);
  }

  public SimulatedProvider acceptingOnly(Set<String> others) {
    return new SimulatedProvider(name, formats, port, others, models);
  }

  /** Adds a model, or replaces its behaviour. */
  public SimulatedProvider with(String model, Behaviour behaviour) {
    Map<String, Behaviour> others = new LinkedHashMap<>(models);
    others.put(model, behaviour);
    return new SimulatedProvider(name, formats, port, keys, others);
  }

  /** Keys are secrets. */
  @Override
  public String toString() {
    return "SimulatedProvider[" + name + ", port=" + port + ", models=" + models.keySet() + "]";
  }

  private static void undated(Map<String, Behaviour> models, String... names) {
    for (String name : names) {
      models.put(name, Behaviour.serving(name));
    }
  }

  private static void alias(Map<String, Behaviour> models, String alias, String date) {
    Behaviour behaviour = Behaviour.serving(alias + "-" + date);
    models.put(alias, behaviour);
    models.put(alias + "-" + date, behaviour);
  }

  private static void alias(
      Map<String, Behaviour> models, String alias, String date, String fingerprint) {
    Revision revision = new Revision(alias + "-" + date, Optional.of(fingerprint));
    models.put(alias, Behaviour.serving(revision));
    models.put(alias + "-" + date, Behaviour.serving(revision));
  }
}
