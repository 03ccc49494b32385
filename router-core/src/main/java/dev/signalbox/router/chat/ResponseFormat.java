package dev.signalbox.router.chat;

import tools.jackson.databind.JsonNode;

/** What the answer's text has to be. */
public sealed interface ResponseFormat {

  /** Any text. */
  record FreeText() implements ResponseFormat {}

  /** Some JSON object, as the prompt describes it: JSON mode. */
  record JsonObject() implements ResponseFormat {}

  /** JSON that satisfies {@code schema}; {@code strict} asks the provider to guarantee it. */
  record JsonSchema(String name, JsonNode schema, boolean strict) implements ResponseFormat {}
}
