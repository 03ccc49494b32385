package dev.signalbox.simulator.google;

import dev.signalbox.simulator.wire.Json;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The API takes each field under two names, {@code likeThis} and {@code like_this}. */
final class ProtoJson {
  private static final Pattern UNDERSCORE = Pattern.compile("_([a-z])");
  private static final Pattern CAPITAL = Pattern.compile("([A-Z])");

  /** What they hold has names of the user's. */
  private static final Set<String> FREE =
      Set.of(
          "args",
          "response",
          "parameters",
          "parametersJsonSchema",
          "responseSchema",
          "responseJsonSchema",
          "labels");

  private ProtoJson() {}

  /** The same object with every field under its first name. */
  static ObjectNode camelCased(ObjectNode object) {
    ObjectNode renamed = Json.object();
    object
        .propertyStream()
        .forEach(field -> {
          String name = camelCase(field.getKey());
          renamed.set(name, FREE.contains(name) ? field.getValue() : camelCased(field.getValue()));
        });
    return renamed;
  }

  private static JsonNode camelCased(JsonNode node) {
    return switch (node) {
      case ObjectNode object -> camelCased(object);
      case ArrayNode array -> {
        ArrayNode renamed = Json.array();
        array.forEach(element -> renamed.add(camelCased(element)));
        yield renamed;
      }
      default -> node;
    };
  }

  private static String camelCase(String name) {
    return UNDERSCORE.matcher(name).replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
  }

  /** As error messages write a field's name. */
  static String snakeCase(String name) {
    return CAPITAL.matcher(name).replaceAll(match -> "_" + match.group(1).toLowerCase(Locale.ROOT));
  }
}
