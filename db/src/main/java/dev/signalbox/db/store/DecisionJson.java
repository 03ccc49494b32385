package dev.signalbox.db.store;

import dev.signalbox.router.decision.Decision;
import dev.signalbox.router.table.Target;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A decision as the call log keeps it:
 *
 * <pre>{@code
 * {"candidates": [{"provider": "openai", "model": "gpt-4o-mini", "max_output_tokens": 200,
 *    "effort": "low"}],
 *  "skipped": [{"provider": "anthropic", "model": "…", "reason": "breaker_open"}]}
 * }</pre>
 *
 * <p>What is absent has no key.
 */
final class DecisionJson {
  private DecisionJson() {}

  static String of(Decision decision) {
    ObjectNode json = Json.object();
    ArrayNode candidates = json.putArray("candidates");
    decision.candidates().forEach(target -> candidates.add(of(target)));
    ArrayNode skipped = json.putArray("skipped");
    decision
        .skipped()
        .forEach(skip -> skipped.add(of(skip.target()).put("reason", Code.of(skip.reason()))));
    return Json.text(json);
  }

  private static ObjectNode of(Target target) {
    ObjectNode json = Json.object().put("provider", target.provider()).put("model", target.model());
    target.maxOutputTokens().ifPresent(tokens -> json.put("max_output_tokens", tokens));
    target.effort().ifPresent(effort -> json.put("effort", effort.key()));
    return json;
  }
}
