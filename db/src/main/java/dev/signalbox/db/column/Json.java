package dev.signalbox.db.column;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.JsonFactory;
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

  /** Slower than the other one, for what is rare. */
  private static final JsonMapper WITHOUT_NUL =
      JsonMapper.builder(JsonFactory.builder().characterEscapes(new NulEscape()).build()).build();

  private static final String ESCAPED_NUL = "\\u0000";

  private Json() {}

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  public static String text(JsonNode json) {
    String text = MAPPER.writeValueAsString(json);
    return Storable.text(text.contains(ESCAPED_NUL) ? WITHOUT_NUL.writeValueAsString(json) : text);
  }

  public static JsonNode read(String json) {
    return MAPPER.readTree(json);
  }

  /** The same JSON, whoever wrote it. */
  public static String text(String json) {
    return text(read(json));
  }

  /** {@code jsonb} refuses the escape that JSON has for NUL. */
  private static final class NulEscape extends CharacterEscapes {
    private static final long serialVersionUID = 1;
    private static final SerializedString VISIBLE_NUL = new SerializedString(Storable.VISIBLE_NUL);

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] codes = standardAsciiEscapesForJSON();
      codes[0] = ESCAPE_CUSTOM;
      return codes;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int character) {
      return character == 0 ? VISIBLE_NUL : null;
    }
  }
}
