package dev.signalbox.simulator.google;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a model is asked. */
record GeminiPath(String model) {
  static final String STREAMING = ":streamGenerateContent";

  private static final Pattern PATH =
      Pattern.compile("/v1beta/models/([^/:]+):(?:generateContent|streamGenerateContent)");

  static Optional<GeminiPath> of(String path) {
    Matcher matcher = PATH.matcher(path);
    return matcher.matches() ? Optional.of(new GeminiPath(matcher.group(1))) : Optional.empty();
  }
}
