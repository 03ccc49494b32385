package dev.signalbox.gateway.openai;

import dev.signalbox.router.yaml.Suggestion;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A value in a request's body, to be read as the type it has to have; every complaint names its
 * path. As OpenAI has it, {@code null} is the same as leaving a field out.
 *
 * @param path such as {@code messages[0].role}; empty for the body itself
 */
record Field(String path, JsonNode node) {

  static Field body(JsonNode body) {
    return new Field("", body);
  }

  Optional<Field> optional(String name) {
    JsonNode value = node.path(name);
    return value.isMissingNode() || value.isNull()
        ? Optional.empty()
        : Optional.of(new Field(pathOf(name), value));
  }

  Field required(String name) {
    return optional(name)
        .orElseThrow(() ->
            refusal(
                pathOf(name), "missing_required_parameter", "\"" + pathOf(name) + "\" is missing"));
  }

  /** This object, if it has no other fields than those. */
  Field only(Set<String> allowed) {
    if (!node.isObject()) {
      throw invalidType("an object");
    }
    for (String name : node.propertyNames()) {
      if (!allowed.contains(name)) {
        throw unknown(name, allowed);
      }
    }
    return this;
  }

  String text() {
    if (!node.isString()) {
      throw invalidType("a string");
    }
    return node.stringValue();
  }

  boolean flag() {
    if (!node.isBoolean()) {
      throw invalidType("true or false");
    }
    return node.booleanValue();
  }

  int integer(int min) {
    if (!node.isIntegralNumber() || !node.canConvertToInt()) {
      throw invalidType("a whole number");
    }
    if (node.intValue() < min) {
      throw invalidValue("has to be at least " + min);
    }
    return node.intValue();
  }

  long wholeNumber() {
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw invalidType("a whole number of at most 64 bits");
    }
    return node.longValue();
  }

  double number(double min, double max) {
    if (!node.isNumber()) {
      throw invalidType("a number");
    }
    // Infinite where a double cannot hold it; the node's own conversion would throw.
    double value = node.decimalValue().doubleValue();
    if (!(value >= min && value <= max)) {
      throw invalidValue(
          "has to lie between " + BigDecimal.valueOf(min) + " and " + BigDecimal.valueOf(max));
    }
    return value;
  }

  List<Field> items() {
    if (!node.isArray()) {
      throw invalidType("an array");
    }
    List<Field> items = new ArrayList<>();
    for (JsonNode item : node) {
      items.add(new Field(path + "[" + items.size() + "]", item));
    }
    return items;
  }

  ApiException invalidType(String wanted) {
    return refusal(path, "invalid_type", "\"" + path + "\" has to be " + wanted);
  }

  /** {@code what} completes a sentence that begins with the field's name. */
  ApiException invalidValue(String what) {
    return refusal(path, "invalid_value", "\"" + path + "\" " + what);
  }

  /** For what OpenAI takes and this endpoint does not. */
  ApiException unsupported(String what) {
    return refusal(path, "unsupported_value", "\"" + path + "\" " + what);
  }

  private ApiException unknown(String name, Set<String> allowed) {
    String hint =
        Suggestion.closest(name, allowed)
            .map(close -> "did you mean \"" + close + "\"?")
            .orElse("leave it out");
    String here = path.isEmpty() ? "the body" : "\"" + path + "\"";
    return refusal(
        pathOf(name), "unknown_parameter", here + " has no field \"" + name + "\"; " + hint);
  }

  private String pathOf(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static ApiException refusal(String param, String code, String message) {
    return new ApiException(ApiError.invalidField(param, code, message));
  }
}
