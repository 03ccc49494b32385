package dev.signalbox.simulator.anthropic;

import dev.signalbox.simulator.wire.Json;
import dev.signalbox.simulator.wire.Signatures;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code thinking}, what it excludes, and thoughts that come back. */
final class ThinkingRules {
  static final Signatures SIGNATURES = new Signatures("anthropic");

  private static final int LEAST_BUDGET = 1_024;
  private static final Set<String> TYPES = Set.of("enabled", "adaptive", "disabled");

  private ThinkingRules() {}

  static Optional<String> complaint(ObjectNode body) {
    Optional<String> thoughts = thoughts(body.get("messages"));
    if (thoughts.isPresent() || !Json.isSet(body, "thinking")) {
      return thoughts;
    }
    JsonNode thinking = body.get("thinking");
    String type = thinking.path("type").stringValue("");
    if (!TYPES.contains(type)) {
      return Optional.of(
          "thinking: Input tag '%s' found using 'type' does not match any of the expected tags: 'adaptive', 'disabled', 'enabled'"
              .formatted(type));
    }
    if (type.equals("disabled")) {
      return Optional.empty();
    }
    Optional<String> unsupported = unsupported(body, type);
    return unsupported.or(() -> budget(body, thinking)).or(() -> excluded(body));
  }

  private static Optional<String> unsupported(ObjectNode body, String type) {
    AnthropicModel model = AnthropicModel.named(body.get("model").stringValue());
    if (type.equals("enabled") && !model.budgets()) {
      return Optional.of(
          "\"thinking.type.enabled\" is not supported for this model. Use"
              + " \"thinking.type.adaptive\" and \"output_config.effort\" to control thinking"
              + " behavior.");
    }
    return type.equals("adaptive") && !model.adaptive()
        ? Optional.of("adaptive thinking is not supported on this model")
        : Optional.empty();
  }

  private static Optional<String> budget(ObjectNode body, JsonNode thinking) {
    if (!thinking.get("type").stringValue().equals("enabled")) {
      return Optional.empty();
    }
    JsonNode budget = thinking.path("budget_tokens");
    if (!budget.isIntegralNumber()) {
      return Optional.of("thinking.enabled.budget_tokens: Field required");
    }
    if (budget.asDouble() < LEAST_BUDGET) {
      return Optional.of(
          "thinking.enabled.budget_tokens: Input should be greater than or equal to 1024");
    }
    return budget.asDouble() < body.get("max_tokens").asDouble()
        ? Optional.empty()
        : Optional.of("`max_tokens` must be greater than `thinking.budget_tokens`.");
  }

  private static Optional<String> excluded(ObjectNode body) {
    String choice = body.path("tool_choice").path("type").stringValue("");
    if (choice.equals("any") || choice.equals("tool")) {
      return Optional.of("Thinking may not be enabled when tool_choice forces tool use.");
    }
    return body.path("temperature").asDouble(1) == 1
        ? Optional.empty()
        : Optional.of(
            "`temperature` may only be set to 1 when thinking is enabled or in adaptive mode.");
  }

  private static Optional<String> thoughts(JsonNode messages) {
    for (int i = 0; i < messages.size(); i++) {
      JsonNode content = messages.get(i).path("content");
      for (int j = 0; j < content.size(); j++) {
        JsonNode block = content.get(j);
        boolean thinking = block.path("type").stringValue("").equals("thinking");
        if (thinking && !SIGNATURES.accept(block.path("signature").stringValue(""))) {
          return Optional.of(
              "messages.%d.content.%d: Invalid `signature` in `thinking` block".formatted(i, j));
        }
      }
    }
    return Optional.empty();
  }
}
