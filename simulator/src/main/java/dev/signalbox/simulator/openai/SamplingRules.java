package dev.signalbox.simulator.openai;

import dev.signalbox.simulator.wire.Json;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Sampling and reasoning effort: what one kind of model takes, the other refuses. */
final class SamplingRules {
  private SamplingRules() {}

  static Optional<OpenAiError> complaint(ObjectNode body, OpenAiModel model) {
    return outOfRange(body).or(() -> wrongEffort(body, model)).or(() -> refused(body, model));
  }

  static Optional<OpenAiError> outOfRange(ObjectNode body) {
    return outOfRange(body, "temperature", 0, 2)
        .or(() -> outOfRange(body, "top_p", 0, 1))
        .or(() -> outOfRange(body, "presence_penalty", -2, 2))
        .or(() -> outOfRange(body, "frequency_penalty", -2, 2));
  }

  private static Optional<OpenAiError> outOfRange(
      ObjectNode body, String field, double least, double most) {
    if (!Json.isSet(body, field)) {
      return Optional.empty();
    }
    JsonNode given = body.get(field);
    if (!given.isNumber()) {
      return Optional.of(OpenAiError.wrongType(field, "a decimal", "something else"));
    }
    double value = given.doubleValue();
    if (value < least) {
      return Optional.of(
          OpenAiError.invalid(
              "Invalid '%s': decimal below minimum value. Expected a value >= %.0f, but got %s instead."
                  .formatted(field, least, given),
              field,
              "decimal_below_min_value"));
    }
    return value <= most
        ? Optional.empty()
        : Optional.of(
            OpenAiError.invalid(
                "Invalid '%s': decimal above maximum value. Expected a value <= %.0f, but got %s instead."
                    .formatted(field, most, given),
                field,
                "decimal_above_max_value"));
  }

  private static Optional<OpenAiError> wrongEffort(ObjectNode body, OpenAiModel model) {
    if (!Json.isSet(body, "reasoning_effort")) {
      return Optional.empty();
    }
    if (!model.reasons()) {
      return Optional.of(ChatRules.unrecognized("reasoning_effort"));
    }
    String effort = body.get("reasoning_effort").stringValue("");
    return model.efforts().contains(effort)
        ? Optional.empty()
        : Optional.of(
            OpenAiError.invalid(
                "Unsupported value: 'reasoning_effort' does not support '%s' with this model. Supported values are: '%s'."
                    .formatted(effort, String.join("', '", model.efforts())),
                "reasoning_effort",
                "unsupported_value"));
  }

  /** A model that reasons takes no sampling while it does. */
  private static Optional<OpenAiError> refused(ObjectNode body, OpenAiModel model) {
    String effort = body.path("reasoning_effort").stringValue(model.usualEffort());
    if (!model.reasons() || effort.equals("none")) {
      return Optional.empty();
    }
    JsonNode temperature = body.path("temperature");
    if (temperature.isNumber() && temperature.doubleValue() != 1) {
      return Optional.of(
          OpenAiError.invalid(
              "Unsupported value: 'temperature' does not support %s with this model. Only the default (1) value is supported."
                  .formatted(temperature),
              "temperature",
              "unsupported_value"));
    }
    return List.of("top_p", "presence_penalty", "frequency_penalty", "logprobs", "logit_bias")
        .stream()
        .filter(field -> Json.isSet(body, field))
        .map(OpenAiError::unsupported)
        .findFirst();
  }
}
