package dev.signalbox.simulator.openai;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a model accepts.
 *
 * @param maxTokens the most output it gives
 * @param schema whether it takes {@code response_format} of type {@code json_schema}
 * @param images whether it sees
 * @param efforts the reasoning efforts it knows; empty for a model that does not reason
 * @param usualEffort the one it takes when none is given
 */
record OpenAiModel(
    int maxTokens, boolean schema, boolean images, List<String> efforts, String usualEffort) {
  private static final Pattern DATE = Pattern.compile("-\\d{4}(-\\d{2}-\\d{2})?$");

  private static final OpenAiModel GPT_4O = new OpenAiModel(16_384, true, true, List.of(), "none");
  private static final OpenAiModel GPT_4_1 = new OpenAiModel(32_768, true, true, List.of(), "none");
  private static final OpenAiModel GPT_5 =
      new OpenAiModel(128_000, true, true, List.of("minimal", "low", "medium", "high"), "medium");
  private static final OpenAiModel O_SERIES =
      new OpenAiModel(100_000, true, true, List.of("low", "medium", "high"), "medium");
  private static final OpenAiModel GPT_5_1_ON =
      new OpenAiModel(
          128_000, true, true, List.of("none", "low", "medium", "high", "xhigh"), "none");

  private static final Map<String, OpenAiModel> KNOWN =
      Map.ofEntries(
          Map.entry("gpt-3.5-turbo", new OpenAiModel(4_096, false, false, List.of(), "none")),
          Map.entry("gpt-4", new OpenAiModel(4_096, false, false, List.of(), "none")),
          Map.entry("gpt-4-turbo", new OpenAiModel(4_096, false, true, List.of(), "none")),
          Map.entry("gpt-4o", GPT_4O),
          Map.entry("gpt-4o-mini", GPT_4O),
          Map.entry("gpt-4.1", GPT_4_1),
          Map.entry("gpt-4.1-mini", GPT_4_1),
          Map.entry("gpt-4.1-nano", GPT_4_1),
          Map.entry("gpt-5", GPT_5),
          Map.entry("gpt-5-mini", GPT_5),
          Map.entry("gpt-5-nano", GPT_5),
          Map.entry("o3", O_SERIES),
          Map.entry("o4-mini", O_SERIES),
          Map.entry(
              "o3-mini", new OpenAiModel(100_000, true, false, O_SERIES.efforts(), "medium")));

  /** By name, dated or not; a name that is not known is taken for one of the current models. */
  static OpenAiModel named(String name) {
    return KNOWN.getOrDefault(DATE.matcher(name).replaceFirst(""), GPT_5_1_ON);
  }

  boolean reasons() {
    return !efforts.isEmpty();
  }

  /** Tokens it thinks before it answers; recordings show multiples of 64. */
  static int reasoningTokens(String effort) {
    return switch (effort) {
      case "low" -> 64;
      case "medium" -> 192;
      case "high" -> 448;
      case "xhigh" -> 896;
      default -> 0;
    };
  }
}
