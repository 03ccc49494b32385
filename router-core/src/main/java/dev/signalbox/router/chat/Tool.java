package dev.signalbox.router.chat;

import tools.jackson.databind.JsonNode;

/**
 * A tool of the caller's that the model may call.
 *
 * @param description empty when there is none
 * @param parameters JSON Schema of its arguments, an object
 * @param strict asks the provider to guarantee that arguments satisfy the schema
 */
public record Tool(String name, String description, JsonNode parameters, boolean strict) {}
