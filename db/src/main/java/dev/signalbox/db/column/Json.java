package dev.signalbox.db.column;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.util.JsonGeneratorDelegate;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON as PostgreSQL's {@code jsonb} takes it. */
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          // Money stays exact.
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private Json() {}

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  public static String text(JsonNode json) {
    return text(writer -> writer.writeTree(json));
  }

  /** What {@code document} writes. */
  public static String text(Consumer<JsonGenerator> document) {
    StringWriter text = new StringWriter();
    try (JsonGenerator writer = storable(MAPPER.createGenerator(text))) {
      document.accept(writer);
    }
    return text.toString();
  }

  /** The same, but that names and strings are written as {@link Storable} has them. */
  public static JsonGenerator storable(JsonGenerator writer) {
    return new StorableGenerator(writer);
  }

  /** Writes a property, unless it is null. */
  public static void put(JsonGenerator writer, String name, @Nullable String value) {
    if (value != null) {
      writer.writeStringProperty(name, value);
    }
  }

  /** Writes a property, unless it is null. */
  public static void put(JsonGenerator writer, String name, @Nullable Number value) {
    switch (value) {
      case null -> {}
      case Double number -> writer.writeNumberProperty(name, number);
      case BigDecimal number -> writer.writeNumberProperty(name, number);
      default -> writer.writeNumberProperty(name, value.longValue());
    }
  }

  public static JsonNode read(String json) {
    return MAPPER.readTree(json);
  }

  /** The same JSON, whoever wrote it. */
  public static String text(String json) {
    return text(read(json));
  }

  /** {@code jsonb} refuses the escape that JSON has for NUL. */
  private static final class StorableGenerator extends JsonGeneratorDelegate {
    StorableGenerator(JsonGenerator writer) {
      super(writer, false); // so that trees and records are written through this one
    }

    @Override
    public JsonGenerator writeName(String name) {
      super.writeName(Storable.text(name));
      return this;
    }

    @Override
    public JsonGenerator writeString(String text) {
      super.writeString(Storable.text(text));
      return this;
    }
  }
}
