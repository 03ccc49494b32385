package dev.signalbox.eval.series;

import java.util.Map;

/**
 * One row of a file of results: the texts of the columns we know, and where they stand.
 *
 * @param line counted from 1
 * @param texts by column name; a column that is left out is not there
 * @param columns by column name: the number of the field in CSV, of the character in JSON Lines,
 *     counted from 1
 */
record RecordedRow(int line, Map<String, String> texts, Map<String, Integer> columns) {

  /** Without space around it; empty when the column is left out or blank. */
  String text(String name) {
    return texts.getOrDefault(name, "").strip();
  }

  int column(String name) {
    return columns.getOrDefault(name, 1);
  }
}
