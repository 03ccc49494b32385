package dev.signalbox.app.command.calls;

import dev.signalbox.dashboard.api.ViewJson;
import dev.signalbox.db.view.CallExport;
import dev.signalbox.db.view.ExportedCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Forms that calls are exported in; docs/spend.md describes them. */
enum ExportFormat {
  /** One JSON object a call; a value that there is not has no key. */
  JSONL {
    @Override
    Lines to(Writer out) {
      return new JsonLines(out);
    }
  },
  /** One line an attempt; a call without any has one, too. */
  CSV {
    @Override
    Lines to(Writer out) {
      return new CsvLines(out);
    }
  };

  abstract Lines to(Writer out);

  /** Writes calls one after the other. Not thread-safe. */
  abstract static class Lines {
    private final Writer out;
    private long calls;

    private Lines(Writer out) {
      this.out = out;
    }

    /** How many were written. */
    long calls() {
      return calls;
    }

    /** Writes what stands before the first call. */
    abstract void begin();

    final void add(ExportedCall call) {
      write(call);
      calls++;
    }

    abstract void write(ExportedCall call);

    final void line(String line) {
      try {
        out.append(line).append('\n');
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final class JsonLines extends Lines {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    JsonLines(Writer out) {
      super(out);
    }

    @Override
    void begin() {
      // there is no head
    }

    @Override
    void write(ExportedCall call) {
      SequencedMap<String, Object> object = new LinkedHashMap<>(call.call());
      object.remove("attempts"); // their number, which their list makes plain
      object.put("tags", call.tags());
      object.put("attempts", call.attempts());
      call.request().map(JsonLines::json).ifPresent(json -> object.put("request", json));
      call.answer().map(JsonLines::json).ifPresent(json -> object.put("answer", json));
      line(ViewJson.of(object));
    }

    private static JsonNode json(String document) {
      return MAPPER.readTree(document);
    }
  }

  private static final class CsvLines extends Lines {
    CsvLines(Writer out) {
      super(out);
    }

    @Override
    void begin() {
      line(
          String.join(
              ",",
              Stream.of(
                      CallExport.CALL_COLUMNS.stream(),
                      Stream.of("tags"),
                      CallExport.ATTEMPT_COLUMNS.stream().map(column -> "attempt_" + column))
                  .flatMap(columns -> columns)
                  .toList()));
    }

    @Override
    void write(ExportedCall call) {
      List<SequencedMap<String, Object>> attempts =
          call.attempts().isEmpty() ? List.of(new LinkedHashMap<>()) : call.attempts();
      for (Map<String, Object> attempt : attempts) {
        List<String> fields = new ArrayList<>();
        CallExport.CALL_COLUMNS.forEach(column -> fields.add(field(call.call().get(column))));
        fields.add(field(call.tags().isEmpty() ? null : ViewJson.of(call.tags())));
        CallExport.ATTEMPT_COLUMNS.forEach(column -> fields.add(field(attempt.get(column))));
        line(String.join(",", fields));
      }
    }

    /** Numbers in plain digits, whatever their size. */
    private static String field(@Nullable Object value) {
      return switch (value) {
        case null -> "";
        case BigDecimal number -> number.toPlainString();
        case Double number -> new BigDecimal(number.toString()).toPlainString();
        default -> quoted(value.toString());
      };
    }

    private static String quoted(String text) {
      boolean plain =
          !text.isEmpty()
              && text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
      return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
  }
}
