package dev.signalbox.app.faults;

import dev.signalbox.router.RoutedCall;
import dev.signalbox.router.attempt.Attempt;
import dev.signalbox.router.chat.Piece;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.table.StreamRule;
import dev.signalbox.simulator.Outage;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One call whose primary suffers a fault, and what came of it.
 *
 * @param primary what the attempts at the primary came to, each
 * @param requests that the primary saw
 * @param result what the caller got
 * @param text that the caller got, or was shown of a streamed answer
 * @param took on the virtual clock
 */
record Trial(List<String> primary, int requests, String result, String text, Duration took) {
  static Trial of(WireFormats format, Optional<Outage> outage, boolean streamed, StreamRule rule) {
    Stage stage = new Stage(format, outage, rule);
    StringBuilder seen = new StringBuilder();
    RoutedCall call =
        streamed
            ? stage.router().stream(Stage.TASK, Stage.QUESTION, piece -> show(piece, seen))
            : stage.router().call(Stage.TASK, Stage.QUESTION);
    return new Trial(
        outcomes(call, format),
        stage.primary().requests(),
        result(call, format),
        streamed ? seen.toString() : text(call.result()),
        stage.time().passed());
  }

  private static String text(RoutedCall.Result result) {
    return result instanceof RoutedCall.Result.Answered answered ? answered.reply().text() : "";
  }

  private static void show(Piece piece, StringBuilder seen) {
    if (piece instanceof Piece.Text(String text)) {
      seen.append(text);
    }
  }

  private static List<String> outcomes(RoutedCall call, WireFormats format) {
    return call.attempts().stream()
        .filter(attempt -> attempt.target().equals(format.target()))
        .map(Attempt::outcome)
        .map(Trial::word)
        .toList();
  }

  private static String word(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Answered(var reply) ->
          "answered (" + reply.finish().name().toLowerCase(Locale.ROOT) + ")";
      case Outcome.Rejected(int status, _) -> "rejected (" + status + ")";
      case Outcome.Failed failed -> failed.fault().name().toLowerCase(Locale.ROOT);
      case Outcome.Skipped(var reason) ->
          "skipped (" + reason.name().toLowerCase(Locale.ROOT) + ")";
    };
  }

  private static String result(RoutedCall call, WireFormats format) {
    return switch (call.result()) {
      case RoutedCall.Result.Answered answered ->
          (answered.target().equals(format.target())
                  ? "answer of the primary"
                  : "answer of the fallback")
              + (answered.joined() ? ", joined" : "");
      case RoutedCall.Result.Rejected _ -> "the provider's refusal";
      case RoutedCall.Result.Cut _ -> "the beginning, then an error";
      case RoutedCall.Result.Failed _ -> "an error";
    };
  }

  /** What the primary did, in few words: the same outcome several times over is counted. */
  String primaryInWords() {
    return primary.stream().distinct().count() == 1 && primary.size() > 1
        ? primary.getFirst() + " ×" + primary.size()
        : primary.stream().collect(Collectors.joining(", "));
  }
}
