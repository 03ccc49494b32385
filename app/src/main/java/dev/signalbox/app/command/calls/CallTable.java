package dev.signalbox.app.command.calls;

import dev.signalbox.db.view.CallList;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Calls for a terminal of 113 columns: two lines a call, the second with its id and its prompt. */
final class CallTable {
  private static final int WIDTH = 113;
  private static final int TASK = 18;
  private static final int TARGET = 32;
  private static final String FORM =
      "%-19s  %-" + TASK + "s  %-" + TARGET + "s  %-8s  %7s  %9s  %8s";
  private static final int INDENT = 2;
  private static final int ID = 36;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int USD_DIGITS = 6;

  private CallTable() {}

  /** What stands above the columns. */
  static String head() {
    return FORM.formatted("time (UTC)", "task", "target", "result", "ms", "USD", "attempts");
  }

  /** One call. */
  static List<String> lines(CallList.Row call) {
    String figures =
        FORM.formatted(
            TIME.format(call.startedAt()),
            Printable.line(call.task(), TASK),
            Printable.line(target(call), TARGET),
            call.result(),
            Math.round(call.tookMs()),
            usd(call.costUsd()),
            call.attempts());
    String prompt = Printable.line(call.asked().orElse(""), WIDTH - INDENT - ID - 2);
    return List.of(figures, (" ".repeat(INDENT) + call.id() + "  " + prompt).stripTrailing());
  }

  private static String target(CallList.Row call) {
    return call.provider().map(provider -> provider + "/" + call.model().orElse("")).orElse("-");
  }

  /** To the millionth; whoever wants all digits looks at the call. */
  private static String usd(BigDecimal usd) {
    BigDecimal shown = usd.setScale(USD_DIGITS, RoundingMode.HALF_UP);
    return usd.signum() != 0 && shown.signum() == 0
        ? "<" + BigDecimal.ONE.movePointLeft(USD_DIGITS).toPlainString()
        : shown.toPlainString();
  }
}
