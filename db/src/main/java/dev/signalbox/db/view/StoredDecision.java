package dev.signalbox.db.view;

import dev.signalbox.router.outcome.SkipReason;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A decision as the call log keeps it, taken apart for reading.
 *
 * @param candidates {@code provider/model}, in the order in which they were to be tried
 * @param thrifty whether cheaper ones came first, because a budget ran low
 */
public record StoredDecision(List<String> candidates, List<Skip> skipped, boolean thrifty) {
  public StoredDecision {
    candidates = List.copyOf(candidates);
    skipped = List.copyOf(skipped);
  }

  /** A target that was not to be tried, and why, in words. */
  public record Skip(String target, String why) {}

  static StoredDecision of(JsonNode decision) {
    return new StoredDecision(
        decision.path("candidates").valueStream().map(StoredDecision::target).toList(),
        decision
            .path("skipped")
            .valueStream()
            .map(skip -> new Skip(target(skip), why(skip.path("reason").asString(""))))
            .toList(),
        decision.path("thrifty").asBoolean(false));
  }

  private static String target(JsonNode target) {
    return target.path("provider").asString("") + "/" + target.path("model").asString("");
  }

  /** In the words of today's router, or, of a reason that it no longer knows, the code itself. */
  private static String why(String code) {
    return Arrays.stream(SkipReason.values())
        .filter(reason -> reason.name().equalsIgnoreCase(code))
        .findFirst()
        .map(SkipReason::sentence)
        .orElse(code);
  }
}
