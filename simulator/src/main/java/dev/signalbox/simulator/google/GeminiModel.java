package dev.signalbox.simulator.google;

/**
 * What a model accepts.
 *
 * @param maxTokens the most output it gives
 * @param levels whether it takes a thinking level (Gemini 3 and later) instead of a budget alone
 * @param alwaysThinks whether its thinking cannot be turned off
 * @param callIds whether its function calls have ids
 */
record GeminiModel(int maxTokens, boolean levels, boolean alwaysThinks, boolean callIds) {

  /** By name; a name that is not known is taken for one of the current models. */
  static GeminiModel named(String name) {
    boolean pro = name.contains("-pro");
    if (name.startsWith("gemini-2.0")) {
      return new GeminiModel(8_192, false, false, false);
    }
    if (name.startsWith("gemini-2.5")) {
      return new GeminiModel(65_536, false, pro, false);
    }
    boolean early = name.startsWith("gemini-3-") || name.startsWith("gemini-3.1");
    return new GeminiModel(65_536, true, pro, !early);
  }

  /** Whether it thinks unless told otherwise. */
  boolean thinks() {
    return maxTokens > 8_192;
  }
}
