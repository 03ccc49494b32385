package dev.signalbox.simulator.anthropic;

import dev.signalbox.simulator.wire.Json;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code temperature}, {@code top_p} and {@code top_k}; the models after Opus 4.6 refuse them. */
final class SamplingRules {
  private SamplingRules() {}

  static Optional<String> complaint(ObjectNode body) {
    Optional<String> outOfRange =
        outOfRange(body, "temperature").or(() -> outOfRange(body, "top_p"));
    if (outOfRange.isPresent()) {
      return outOfRange;
    }
    boolean accepted = AnthropicModel.named(body.get("model").stringValue()).sampling();
    return accepted ? bothGiven(body) : refused(body);
  }

  private static Optional<String> outOfRange(ObjectNode body, String field) {
    JsonNode given = body.path(field);
    if (!Json.isSet(body, field)) {
      return Optional.empty();
    }
    if (!given.isNumber()) {
      return Optional.of(field + ": Input should be a valid number");
    }
    return given.doubleValue() >= 0 && given.doubleValue() <= 1
        ? Optional.empty()
        : Optional.of(field + ": range: 0..1");
  }

  private static Optional<String> bothGiven(ObjectNode body) {
    return Json.isSet(body, "temperature") && Json.isSet(body, "top_p")
        ? Optional.of(
            "`temperature` and `top_p` cannot both be specified for this model."
                + " Please use only one.")
        : Optional.empty();
  }

  private static Optional<String> refused(ObjectNode body) {
    if (body.path("temperature").asDouble(1) != 1) {
      return Optional.of("`temperature` is deprecated for this model.");
    }
    if (body.path("top_p").asDouble(1) < 0.99) {
      return Optional.of("`top_p` is deprecated for this model.");
    }
    return Json.isSet(body, "top_k")
        ? Optional.of("`top_k` is deprecated for this model.")
        : Optional.empty();
  }
}
