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
 * @param chatTools whether it takes function tools on Chat Completions while it reasons
 */
record OpenAiModel(
    int maxTokens,
    boolean schema,
    boolean images,
    List<String> efforts,
    String usualEffort,
    boolean chatTools) {
  /** A model of another vendor: it takes whatever is asked. */
  static final OpenAiModel COMPATIBLE = plain(1_000_000, true, true);

  private static final Pattern DATE = Pattern.compile("-\\d{4}(-\\d{2}-\\d{2})?$");

  private static final OpenAiModel GPT_4O = plain(16_384, true, true);
  private static final OpenAiModel GPT_4_1 = plain(32_768, true, true);
  private static final OpenAiModel GPT_5 =
      reasoning(128_000, List.of("minimal", "low", "medium", "high"), "medium");
  private static final OpenAiModel O_SERIES =
      reasoning(100_000, List.of("low", "medium", "high"), "medium");
  private static final OpenAiModel GPT_5_1_ON =
      reasoning(128_000, List.of("none", "low", "medium", "high", "xhigh"), "none");
  private static final OpenAiModel GPT_5_6_ON =
      new OpenAiModel(
          128_000,
          true,
          true,
          List.of("none", "low", "medium", "high", "xhigh", "max"),
          "medium",
          false);

  /** They reason always. */
  private static final OpenAiModel NEVER_WITHOUT =
      new OpenAiModel(
          128_000, true, true, List.of("low", "medium", "high", "xhigh", "max"), "medium", false);

  private static final Map<String, OpenAiModel> KNOWN =
      Map.ofEntries(
          Map.entry("gpt-3.5-turbo", plain(4_096, false, false)),
          Map.entry("gpt-4", plain(4_096, false, false)),
          Map.entry("gpt-4-turbo", plain(4_096, false, true)),
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
              "o3-mini", new OpenAiModel(100_000, true, false, O_SERIES.efforts(), "medium", true)),
          Map.entry("gpt-5.6", GPT_5_6_ON),
          Map.entry("gpt-5.6-luna", GPT_5_6_ON),
          Map.entry("gpt-5.6-sol", GPT_5_6_ON),
          Map.entry("gpt-5.6-terra", GPT_5_6_ON),
          Map.entry("gpt-6-luna", GPT_5_6_ON),
          Map.entry("gpt-6-sol", GPT_5_6_ON),
          Map.entry("gpt-6-astra", NEVER_WITHOUT),
          Map.entry("gpt-6.1-sol", NEVER_WITHOUT));

  private static OpenAiModel plain(int maxTokens, boolean schema, boolean images) {
    return new OpenAiModel(maxTokens, schema, images, List.of(), "none", true);
  }

  private static OpenAiModel reasoning(int maxTokens, List<String> efforts, String usual) {
    return new OpenAiModel(maxTokens, true, true, efforts, usual, true);
  }

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
      case "max" -> 1_792;
      default -> 0;
    };
  }
}
