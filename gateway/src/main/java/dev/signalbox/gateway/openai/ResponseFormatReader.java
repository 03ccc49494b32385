package dev.signalbox.gateway.openai;

import dev.signalbox.router.chat.ResponseFormat;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads {@code response_format}. */
final class ResponseFormatReader {
  private static final Set<String> FORMAT_FIELDS = Set.of("type", "json_schema");
  private static final Set<String> SCHEMA_FIELDS =
      Set.of("name", "schema", "strict", "description");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private ResponseFormatReader() {}

  static ResponseFormat read(Field field) {
    Field type = field.only(FORMAT_FIELDS).required("type");
    return switch (type.text()) {
      case "text" -> new ResponseFormat.FreeText();
      case "json_schema" -> format(field.required("json_schema").only(SCHEMA_FIELDS));
      case "json_object" -> new ResponseFormat.JsonObject();
      default -> throw type.invalidValue("has to be \"text\", \"json_object\" or \"json_schema\"");
    };
  }

  private static ResponseFormat format(Field field) {
    Field name = field.required("name");
    if (!NAME.matcher(name.text()).matches()) {
      throw name.invalidValue("has to be 1 to 64 letters, digits, underscores or hyphens");
    }
    boolean strict = field.optional("strict").map(Field::flag).orElse(false);
    return new ResponseFormat.JsonSchema(name.text(), schema(field), strict);
  }

  /** Other vendors have no place for the description but the schema itself. */
  private static JsonNode schema(Field field) {
    Field schema = field.required("schema");
    if (!(schema.node() instanceof ObjectNode given)) {
      throw schema.invalidType("an object");
    }
    Optional<Field> description = field.optional("description");
    if (description.isEmpty()) {
      return given;
    }
    if (given.has("description")) {
      throw description.get().unsupported("cannot be given beside the schema's own; keep one");
    }
    return given.deepCopy().put("description", description.get().text());
  }
}
