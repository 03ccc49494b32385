package dev.signalbox.db.calllog;

import dev.signalbox.db.column.Json;
import dev.signalbox.db.column.Sha256;
import dev.signalbox.router.table.LogRule.Keep;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** What becomes of a call's words before anything is written. Thread-safe. */
sealed interface Privacy {

  /** What is written in the place of {@code words}. */
  String text(String words);

  /** Writes a document as {@link RequestJson} and {@link ReplyJson} make them. */
  void write(JsonGenerator json, Consumer<JsonGenerator> document);

  /**
   * As a task wants it.
   *
   * @param redactor replaces secrets and personal data
   */
  static Privacy of(Keep keep, UnaryOperator<String> redactor) {
    return switch (keep) {
      case FULL -> new Full();
      case REDACTED -> new Redacted(redactor);
      case HASH -> new Hashed();
    };
  }

  /** Every word stays. */
  record Full() implements Privacy {
    @Override
    public String text(String words) {
      return words;
    }

    @Override
    public void write(JsonGenerator json, Consumer<JsonGenerator> document) {
      document.accept(json);
    }
  }

  /** Whatever is text is redacted, wherever it stands; of files, which cannot be, none is kept. */
  record Redacted(UnaryOperator<String> redactor) implements Privacy {
    @Override
    public String text(String words) {
      return redactor.apply(words);
    }

    @Override
    public void write(JsonGenerator json, Consumer<JsonGenerator> document) {
      ObjectNode tree = (ObjectNode) Json.read(Json.text(document));
      apply(tree);
      json.writeTree(tree);
    }

    private void apply(ObjectNode document) {
      document.remove(PartJson.CONTENT);
      document.properties().forEach(field -> field.setValue(redacted(field.getValue())));
    }

    private JsonNode redacted(JsonNode value) {
      switch (value) {
        case StringNode text -> {
          return StringNode.valueOf(redactor.apply(text.stringValue()));
        }
        case ObjectNode object -> apply(object);
        case ArrayNode array -> {
          for (int i = 0; i < array.size(); i++) {
            array.set(i, redacted(array.get(i)));
          }
        }
        default -> {}
      }
      return value;
    }
  }

  /** Words are replaced by their hash and their number of characters; the form stays. */
  record Hashed() implements Privacy {
    private static final Set<String> WORDS =
        Set.of(
            "text",
            "arguments",
            "content",
            "description",
            "reasoning",
            "refusal",
            "image_url",
            "pdf_url",
            "url",
            "title",
            "quote",
            "stop",
            "schema",
            "parameters",
            "file_name");

    @Override
    public String text(String words) {
      return "sha256:%s, %d characters".formatted(Sha256.hex(words), words.length());
    }

    @Override
    public void write(JsonGenerator json, Consumer<JsonGenerator> document) {
      ObjectNode tree = (ObjectNode) Json.read(Json.text(document));
      apply(tree);
      json.writeTree(tree);
    }

    private void apply(ObjectNode document) {
      document.remove(PartJson.CONTENT);
      document
          .properties()
          .forEach(field -> {
            if (WORDS.contains(field.getKey())) {
              field.setValue(StringNode.valueOf(text(words(field.getValue()))));
            } else {
              descend(field.getValue());
            }
          });
    }

    private static String words(JsonNode value) {
      return value.isString() ? value.stringValue() : Json.text(value);
    }

    private void descend(JsonNode value) {
      switch (value) {
        case ObjectNode object -> apply(object);
        case ArrayNode array -> array.forEach(this::descend);
        default -> {}
      }
    }
  }
}
