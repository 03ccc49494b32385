package dev.signalbox.app.faults;

import dev.signalbox.app.faults.FaultMatrixTest.Cell;
import dev.signalbox.router.table.StreamRule;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The table of what becomes of each fault, for people. */
final class FaultDocument {
  private FaultDocument() {}

  static String of(List<Cell> cells) {
    StringBuilder text =
        new StringBuilder(
            """
            # What becomes of each fault

            `FaultMatrixTest` writes this table and fails when it is no longer true. Each row is one call with a deadline of \
            %s, a limit of %s for the first content of a streamed answer and of %s for a pause in it. Its primary suffers the \
            fault, the fallback at another vendor is well. The bytes are those that the simulated provider sends in the wire \
            format; times are of a virtual clock, on which every jitter is half of its bound.

            *At the primary* is what its attempts came to, *requests* how many it saw. A streamed answer is shown from its \
            first content on (`stream.commit: first_content`); a fault after that ends it with an error in place of the rest. \
            With `commit: complete` none of these faults reaches the caller, and with `on_cut: continue` the fallback goes on \
            where the answer broke off: the same test proves both for every row.

            | fault | answer | format | at the primary | requests | the caller gets | after |
            |---|---|---|---|---|---|---|
            """
                .formatted(
                    seconds(Stage.DEADLINE), seconds(Stage.FIRST_CONTENT), seconds(Stage.IDLE)));
    rows(cells).forEach(row -> text.append(row).append('\n'));
    return text.toString();
  }

  /** Formats in which a fault comes to the same share a row. */
  private static List<String> rows(List<Cell> cells) {
    Map<String, List<String>> formats = new LinkedHashMap<>();
    for (Cell cell : cells) {
      Trial trial = cell.trial(StreamRule.DEFAULT);
      String start =
          "| " + cell.scenario().title() + " | " + (cell.streamed() ? "in pieces" : "whole");
      String end =
          " | %s | %d | %s | %s |"
              .formatted(
                  trial.primaryInWords(), trial.requests(), trial.result(), seconds(trial.took()));
      formats
          .computeIfAbsent(start + " | %s" + end, _ -> new ArrayList<>())
          .add(cell.format().title());
    }
    return formats.entrySet().stream()
        .map(row -> row.getKey().replace("%s", names(row.getValue())))
        .collect(Collectors.toList());
  }

  private static String names(List<String> formats) {
    return formats.size() == WireFormats.values().length ? "all" : String.join(", ", formats);
  }

  private static String seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
  }
}
