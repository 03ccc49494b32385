package dev.signalbox.eval.series;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads CSV (RFC 4180) with a header. Not thread-safe. */
final class CsvRows {
  private final RecordedFile file;
  private final Set<String> known;
  private final Map<String, Integer> columns = new HashMap<>();
  private int fields;

  /**
   * @param known the columns to read; others are passed over
   */
  CsvRows(RecordedFile file, Set<String> known) {
    this.file = file;
    this.known = known;
  }

  void read(Reader in, Consumer<RecordedRow> rows) throws IOException {
    int line = 1;
    try (CSVParser parser = CSVParser.builder().setReader(in).setFormat(CSVFormat.RFC4180).get()) {
      for (CSVRecord record : parser) {
        read(line, record.toList(), rows);
        line = (int) parser.getCurrentLineNumber() + 1;
      }
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CSVException) {
        throw file.fatal(
            line,
            1,
            "the quotes do not match; a field in quotes ends with a quote right before the next"
                + " comma, and a quote inside it is doubled");
      }
      throw e.getCause();
    }
  }

  private void read(int line, List<String> values, Consumer<RecordedRow> rows) {
    boolean blank = values.stream().allMatch(String::isBlank);
    if (line == 1) {
      readHeader(values);
    } else if (values.size() == fields) {
      rows.accept(row(line, values));
    } else if (!blank) {
      file.problem(
          line,
          Math.min(values.size(), fields) + 1,
          "the row has "
              + values.size()
              + " fields and the header "
              + fields
              + "; make them equal");
    }
  }

  private void readHeader(List<String> names) {
    fields = names.size();
    for (int i = 0; i < fields; i++) {
      String name = names.get(i).strip();
      if (known.contains(name) && columns.putIfAbsent(name, i + 1) != null) {
        throw file.fatal(1, i + 1, "the column " + name + " is there twice; leave one out");
      }
    }
    for (String required : List.of("run_at", "case_id")) {
      if (!columns.containsKey(required)) {
        throw file.fatal(1, 1, "the header has no column " + required + "; add it");
      }
    }
    if (!columns.containsKey("score") && !columns.containsKey("error")) {
      throw file.fatal(1, 1, "the header has neither a column score nor error; add score");
    }
  }

  private RecordedRow row(int line, List<String> values) {
    Map<String, String> texts = new HashMap<>();
    columns.forEach((name, column) -> texts.put(name, values.get(column - 1)));
    return new RecordedRow(line, texts, columns);
  }
}
