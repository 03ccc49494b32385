package dev.signalbox.dashboard.api;

import dev.signalbox.db.column.Code;
import dev.signalbox.db.view.SpendQuestion;
import dev.signalbox.db.view.SpendQuestion.Dimension;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is asked about money, by an address or a command. */
public final class SpendParameters {
  /** The names of all parameters. */
  static final Set<String> NAMES = Set.of("by", "month", "from", "to", "task", "top");

  private static final List<String> DIMENSIONS =
      Arrays.stream(Dimension.values()).map(Code::of).toList();
  private static final int USUAL_TOP = 20;
  private static final int GREATEST_TOP = 1_000;

  private SpendParameters() {}

  /**
   * Reads a question; about tasks and this month (UTC), unless it says otherwise.
   *
   * @throws BadParameterException if a value makes no sense, or sums for it are not kept
   */
  public static SpendQuestion question(Parameters given) {
    Dimension by =
        given
            .oneOf("by", DIMENSIONS)
            .map(word -> Code.parse(Dimension.class, word))
            .orElse(Dimension.TASK);
    Optional<String> task = given.text("task");
    if (task.isPresent() && !by.isKnownByTask()) {
      throw new BadParameterException(
          "task", "what one task costs by " + Code.of(by) + " is not kept; leave it out");
    }
    Days days = days(given);
    return new SpendQuestion(
        days.first(), days.after(), task, by, given.count("top", USUAL_TOP, GREATEST_TOP));
  }

  private record Days(LocalDate first, LocalDate after) {}

  private static Days days(Parameters given) {
    Optional<YearMonth> month = given.month("month");
    Optional<LocalDate> from = given.day("from");
    Optional<LocalDate> to = given.day("to");
    if (month.isPresent() && (from.isPresent() || to.isPresent())) {
      throw new BadParameterException("month", "it goes with neither a first day nor a last one");
    }
    if (to.isPresent() && from.isEmpty()) {
      throw new BadParameterException("to", "there is no first day; give from, too");
    }
    LocalDate today = LocalDate.ofInstant(given.now(), ZoneOffset.UTC);
    return from.map(first -> days(first, to.orElse(today.plusDays(1))))
        .orElseGet(() -> days(month.orElse(YearMonth.from(today))));
  }

  private static Days days(LocalDate first, LocalDate after) {
    if (!first.isBefore(after)) {
      throw new BadParameterException("to", "it is not after the beginning");
    }
    return new Days(first, after);
  }

  private static Days days(YearMonth month) {
    return new Days(month.atDay(1), month.plusMonths(1).atDay(1));
  }
}
