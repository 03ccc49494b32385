package dev.signalbox.eval.series;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** Reads JSON Lines: a flat object a line. Not thread-safe. */
final class JsonLinesRows {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final RecordedFile file;
  private final Set<String> known;

  /**
   * @param known the keys to read; others are passed over
   */
  JsonLinesRows(RecordedFile file, Set<String> known) {
    this.file = file;
    this.known = known;
  }

  void read(BufferedReader in, Consumer<RecordedRow> rows) throws IOException {
    int number = 0;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      number++;
      if (!line.isBlank()) {
        row(number, line).ifPresent(rows);
      }
    }
  }

  private Optional<RecordedRow> row(int number, String line) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), line)) {
      return row(number, parser);
    } catch (JacksonException e) {
      file.problem(
          number,
          e.getLocation().getColumnNr(),
          "this is not one JSON object a line; check quotes, commas and braces");
      return Optional.empty();
    }
  }

  private Optional<RecordedRow> row(int number, JsonParser parser) {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      file.problem(number, 1, "the line has to be a JSON object in braces");
      return Optional.empty();
    }
    Map<String, String> texts = new HashMap<>();
    Map<String, Integer> columns = new HashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      int column = parser.currentTokenLocation().getColumnNr();
      JsonToken value = parser.nextToken();
      if (!known.contains(name)) {
        parser.skipChildren();
      } else if (value.isStructStart()) {
        file.problem(number, column, name + " has to be text or a number");
        return Optional.empty();
      } else if (value != JsonToken.VALUE_NULL) {
        texts.put(name, parser.getString());
        columns.put(name, column);
      }
    }
    if (parser.nextToken() != null) {
      int column = parser.currentTokenLocation().getColumnNr();
      file.problem(number, column, "there is more after the end of the object; start a new line");
      return Optional.empty();
    }
    return Optional.of(new RecordedRow(number, texts, columns));
  }
}
