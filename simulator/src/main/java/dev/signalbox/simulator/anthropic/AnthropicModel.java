package dev.signalbox.simulator.anthropic;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a model accepts.
 *
 * @param maxTokens the most that {@code max_tokens} may ask for
 * @param sampling whether it takes {@code temperature} and its kin
 * @param prefill whether a conversation may end with the assistant's turn
 * @param efforts the levels it knows, in the API's own (alphabetical) order
 */
record AnthropicModel(int maxTokens, boolean sampling, boolean prefill, List<String> efforts) {
  private static final Pattern DATE = Pattern.compile("-\\d{8}$");
  private static final List<String> FOUR_EFFORTS = List.of("high", "low", "max", "medium");

  private static final Map<String, AnthropicModel> OLDER =
      Map.ofEntries(
          Map.entry("claude-3-haiku", older(4_096)),
          Map.entry("claude-3-opus", older(4_096)),
          Map.entry("claude-3-5-haiku", older(8_192)),
          Map.entry("claude-3-7-sonnet", older(64_000)),
          Map.entry("claude-sonnet-4", older(64_000)),
          Map.entry("claude-opus-4", older(32_000)),
          Map.entry("claude-opus-4-1", older(32_000)),
          Map.entry("claude-haiku-4-5", older(64_000)),
          Map.entry("claude-sonnet-4-5", older(64_000)),
          Map.entry(
              "claude-opus-4-5",
              new AnthropicModel(64_000, true, true, List.of("high", "low", "medium"))),
          Map.entry("claude-sonnet-4-6", new AnthropicModel(64_000, true, false, FOUR_EFFORTS)),
          Map.entry("claude-opus-4-6", new AnthropicModel(128_000, true, false, FOUR_EFFORTS)));

  private static final AnthropicModel CURRENT =
      new AnthropicModel(128_000, false, false, List.of("high", "low", "max", "medium", "xhigh"));

  /** By name, dated or not; a name that is not known is taken for one of the current models. */
  static AnthropicModel named(String name) {
    return OLDER.getOrDefault(DATE.matcher(name).replaceFirst(""), CURRENT);
  }

  /** Whether a request may set a budget for thinking. */
  boolean budgets() {
    return sampling;
  }

  /** Whether the model can decide itself how much to think. */
  boolean adaptive() {
    return !prefill;
  }

  /** Takes sampling and a prefilled answer, and knows no effort. */
  private static AnthropicModel older(int maxTokens) {
    return new AnthropicModel(maxTokens, true, true, List.of());
  }
}
