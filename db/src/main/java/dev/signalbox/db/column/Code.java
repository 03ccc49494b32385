package dev.signalbox.db.column;

import dev.signalbox.router.RoutedCall;
import dev.signalbox.router.move.Move;
import dev.signalbox.router.outcome.Outcome;
import java.util.Locale;

/** How closed sets are spelled in columns: in lower case, as the schema's checks have them. */
public final class Code {
  private Code() {}

  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  public static <E extends Enum<E>> E parse(Class<E> type, String code) {
    return Enum.valueOf(type, code.toUpperCase(Locale.ROOT));
  }

  public static String of(RoutedCall.Result result) {
    return switch (result) {
      case RoutedCall.Result.Answered _ -> "answered";
      case RoutedCall.Result.Rejected _ -> "rejected";
      case RoutedCall.Result.Cut _ -> "cut";
      case RoutedCall.Result.Failed _ -> "failed";
    };
  }

  public static String of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Answered _ -> "answered";
      case Outcome.Rejected _ -> "rejected";
      case Outcome.Failed _ -> "failed";
      case Outcome.Skipped _ -> "skipped";
    };
  }

  /** Reads as a sentence's end: pages show it as it is. */
  public static String of(Move move) {
    return switch (move) {
      case Move.AgainHere again -> "again here within " + again.atMost().toMillis() + " ms";
      case Move.NextTarget next -> "next target " + next.target().name();
      case Move.Hedge hedge -> "beside it " + hedge.target().name();
      case Move.GoOn on -> "goes on at " + on.target().name();
      case Move.Stop stop -> "stop: " + stop.why();
    };
  }
}
