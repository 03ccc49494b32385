package dev.signalbox.router.provider.google;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells the generations of Gemini apart, by the names of the models. */
final class GeminiGeneration {
  private static final Pattern NUMBERED = Pattern.compile("(?:models/)?gemini-(\\d{1,4})\\b.*");

  private GeminiGeneration() {}

  /** Whether a model is older than Gemini 3; names without a number float to the newest. */
  static boolean isBeforeThird(String model) {
    Matcher numbered = NUMBERED.matcher(model);
    return numbered.matches() && Integer.parseInt(numbered.group(1)) < 3;
  }
}
