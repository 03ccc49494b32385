package dev.signalbox.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A value in a JSON file, which knows where it stands. */
final class JsonPlace {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final String file;
  private final Map<String, TokenStreamLocation> locations;
  private final String pointer;
  private final JsonNode node;

  private JsonPlace(
      String file, Map<String, TokenStreamLocation> locations, String pointer, JsonNode node) {
    this.file = file;
    this.locations = locations;
    this.pointer = pointer;
    this.node = node;
  }

  /**
   * The whole of a file.
   *
   * @throws InvalidScenarioException when it is no JSON
   * @throws UncheckedIOException when it cannot be read
   */
  static JsonPlace read(Path file) {
    String name = String.valueOf(file.getFileName());
    try {
      String text = Files.readString(file);
      return new JsonPlace(name, locations(text), "", MAPPER.readTree(text));
    } catch (JacksonException e) {
      throw new InvalidScenarioException(
          "%s: no JSON: %s".formatted(at(name, e.getLocation()), e.getOriginalMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, TokenStreamLocation> locations(String text) {
    Map<String, TokenStreamLocation> locations = new HashMap<>();
    try (JsonParser parser = MAPPER.createParser(text)) {
      while (parser.nextToken() != null) {
        locations.putIfAbsent(
            parser.streamReadContext().pathAsPointer().toString(), parser.currentTokenLocation());
      }
    }
    return locations;
  }

  JsonNode node() {
    return node;
  }

  Optional<JsonPlace> field(String name) {
    return Optional.ofNullable(node.get(name))
        .map(value -> new JsonPlace(file, locations, pointer + "/" + name, value));
  }

  /**
   * @throws InvalidScenarioException when it is not there
   */
  JsonPlace needed(String name) {
    return field(name).orElseThrow(() -> problem("the field " + name + " is missing"));
  }

  List<JsonPlace> elements() {
    return IntStream.range(0, node.size())
        .mapToObj(i -> new JsonPlace(file, locations, pointer + "/" + i, node.get(i)))
        .toList();
  }

  /**
   * @throws InvalidScenarioException when it is no object or has another field
   */
  void allowOnly(List<String> fields) {
    if (!node.isObject()) {
      throw problem("an object is needed here");
    }
    node.propertyNames().stream()
        .filter(name -> !fields.contains(name))
        .findFirst()
        .flatMap(this::field)
        .ifPresent(unknown -> {
          throw unknown.problem("there is no such field, only " + String.join(", ", fields));
        });
  }

  String text() {
    return Optional.ofNullable(node.stringValue(null))
        .orElseThrow(() -> problem("a string is needed here"));
  }

  int count() {
    if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < 0) {
      throw problem("a whole number, zero or more, is needed here");
    }
    return node.intValue();
  }

  /** What to throw about this place. */
  InvalidScenarioException problem(String sentence) {
    return new InvalidScenarioException(
        "%s: %s: %s"
            .formatted(
                at(file, locations.get(pointer)), pointer.isEmpty() ? "/" : pointer, sentence));
  }

  private static String at(String file, @Nullable TokenStreamLocation location) {
    return location == null
        ? file
        : file + ":" + location.getLineNr() + ":" + location.getColumnNr();
  }
}
