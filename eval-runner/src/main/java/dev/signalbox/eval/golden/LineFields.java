package dev.signalbox.eval.golden;

import dev.signalbox.router.yaml.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The fields of one object in a line. What is missing or of another type is noted and read as an
 * empty stand-in, so that reading goes on to the next problem; a field that was never asked for is
 * a problem too. Not thread-safe.
 */
final class LineFields {
  private static final int SHOWN_CHARACTERS = 40;

  private final JsonLine line;
  private final BiConsumer<Integer, String> problems;
  private final String pointer;
  private final JsonNode object;
  private final Set<String> asked = new TreeSet<>();

  private LineFields(
      JsonLine line, BiConsumer<Integer, String> problems, String pointer, JsonNode object) {
    this.line = line;
    this.problems = problems;
    this.pointer = pointer;
    this.object = object;
  }

  /**
   * What {@code reading} makes of the fields of the line's object; empty when it is no object.
   *
   * @param problems takes each problem with its column, counted from 1
   */
  static <T> Optional<T> read(
      JsonLine line,
      BiConsumer<Integer, String> problems,
      Function<LineFields, Optional<T>> reading) {
    return new LineFields(line, problems, "", line.value()).read("the line", reading);
  }

  private <T> Optional<T> read(String name, Function<LineFields, Optional<T>> reading) {
    if (!object.isObject()) {
      problems.accept(line.column(pointer), name + " has to be a JSON object in braces");
      return Optional.empty();
    }
    Optional<T> read = reading.apply(this);
    object.propertyNames().stream()
        .filter(key -> !asked.contains(key))
        .forEach(key -> problem(key, unknown(key)));
    return read;
  }

  /** Whether a key is there that is not one of those to be used. */
  boolean has(String key) {
    if (object.has(key)) {
      asked.add(key);
    }
    return object.has(key);
  }

  /** Text that is not blank. */
  String text(String key) {
    JsonNode value = required(key, "text");
    if (value.isString() && !value.stringValue().isBlank()) {
      return value.stringValue();
    }
    wrong(key, value, "text that is not blank");
    return "";
  }

  Optional<String> optionalText(String key) {
    asked.add(key);
    return object.has(key) ? Optional.of(text(key)) : Optional.empty();
  }

  /** False when it is left out. */
  boolean flag(String key) {
    asked.add(key);
    JsonNode value = object.path(key);
    if (!value.isMissingNode() && !value.isBoolean()) {
      wrong(key, value, "true or false");
    }
    return value.isBoolean() && value.booleanValue();
  }

  /** A list of texts, empty when it is left out. */
  List<String> texts(String key) {
    asked.add(key);
    JsonNode value = object.path(key);
    List<String> texts = new ArrayList<>();
    value.values().stream()
        .filter(JsonNode::isString)
        .forEach(text -> texts.add(text.stringValue()));
    if (!value.isMissingNode() && (!value.isArray() || texts.size() != value.size())) {
      wrong(key, value, "a list of texts");
    }
    return texts;
  }

  /** Any value that has to be there; {@code wanted} says what it is. */
  JsonNode required(String key, String wanted) {
    asked.add(key);
    if (!object.has(key)) {
      problems.accept(line.column(pointer), quoted(key) + " is missing; it has to be " + wanted);
    }
    return object.path(key);
  }

  /** What {@code reading} makes of the fields of each object in the array at {@code key}. */
  <T> List<T> objects(String key, Function<LineFields, T> reading) {
    JsonNode array = object.path(key);
    List<T> read = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      new LineFields(line, problems, pointer + "/" + key + "/" + i, array.get(i))
          .read(
              "item " + (i + 1) + " of " + quoted(key),
              fields -> Optional.of(reading.apply(fields)))
          .ifPresent(read::add);
    }
    return read;
  }

  /** Notes a problem that only the caller can see. */
  void problem(String key, String sentence) {
    problems.accept(line.column(pointer + "/" + key), sentence);
  }

  /** Notes that a value is not what it has to be, unless it is missing: that was noted. */
  void wrong(String key, JsonNode value, String wanted) {
    if (!value.isMissingNode()) {
      problem(key, quoted(key) + " has to be " + wanted + ", not " + shown(value));
    }
  }

  private String unknown(String key) {
    return quoted(key)
        + " is not a key here; "
        + Suggestion.closest(key, asked)
            .map(close -> "did you mean " + quoted(close) + "?")
            .orElse("allowed are " + String.join(", ", asked));
  }

  private static String shown(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> "an object";
      case ARRAY -> value.isEmpty() ? "an empty list" : "this list";
      case STRING -> quoted(value.stringValue());
      default -> value.toString();
    };
  }

  /** In quotes, short and on one line, whatever the file held. */
  static String quoted(String text) {
    String shortened =
        text.codePointCount(0, text.length()) <= SHOWN_CHARACTERS
            ? text
            : text.substring(0, text.offsetByCodePoints(0, SHOWN_CHARACTERS)) + "…";
    return JsonNodeFactory.instance.stringNode(shortened).toString();
  }
}
