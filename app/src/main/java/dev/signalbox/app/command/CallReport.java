package dev.signalbox.app.command;

import dev.signalbox.router.RoutedCall;
import dev.signalbox.router.RoutedCall.Result;
import dev.signalbox.router.attempt.Attempt;
import dev.signalbox.router.chat.FinishReason;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.outcome.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What became of a call, for people and for programs. */
final class CallReport {
  private CallReport() {}

  /** What a reply says: a refusal stands where the text would. */
  static String shown(Reply reply) {
    return reply.text().isEmpty() ? reply.refusal().orElse("") : reply.text();
  }

  /** A line for each attempt that was in vain, and one for the whole. */
  static List<String> lines(RoutedCall call) {
    return Stream.concat(
            call.attempts().stream().flatMap(attempt -> failure(attempt).stream()),
            Stream.of(summary(call)))
        .toList();
  }

  private static Optional<String> failure(Attempt attempt) {
    Optional<String> what =
        switch (attempt.outcome()) {
          case Outcome.Answered _ -> Optional.empty();
          case Outcome.Rejected(int status, String reason) ->
              Optional.of("refused the request with %d: %s".formatted(status, reason));
          case Outcome.Failed failed ->
              Optional.of("%s: %s".formatted(words(failed.fault()), failed.detail()));
          case Outcome.Skipped(var reason) -> Optional.of("not asked: " + reason.sentence());
        };
    return what.map(said ->
        "%s, after %d ms: %s".formatted(attempt.target().name(), attempt.took().toMillis(), said));
  }

  private static String summary(RoutedCall call) {
    String end =
        switch (call.result()) {
          case Result.Answered(var target, Reply reply, boolean joined) ->
              "%s answered%s as %s%s"
                  .formatted(
                      target.name(),
                      joined ? " the rest" : "",
                      reply.served().label(),
                      reply.finish() == FinishReason.DONE
                          ? ""
                          : " (ended by " + words(reply.finish()) + ")");
          case Result.Rejected(var target, _, _) ->
              target.name() + " refused the request, as others would";
          case Result.Cut(_, String reason) -> "the answer is not whole: " + reason;
          case Result.Failed(String reason) -> "no answer: " + reason;
        };
    return "%s; %d ms, %d %s, %s USD"
        .formatted(
            end,
            call.took().toMillis(),
            call.attempts().size(),
            call.attempts().size() == 1 ? "attempt" : "attempts",
            call.costUsd().toPlainString());
  }

  /** The call as one line of JSON; what is absent has no key. */
  static String json(RoutedCall call) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", call.id().toString())
            .put("task", call.task());
    put(json, call.result());
    var attempts = json.putArray("attempts");
    call.attempts().forEach(attempt -> put(attempts.addObject(), attempt));
    return json.put("cost_usd", call.costUsd()).put("took_ms", call.took().toMillis()).toString();
  }

  private static void put(ObjectNode json, Result result) {
    switch (result) {
      case Result.Answered(var target, Reply reply, boolean joined) ->
          json.put("result", "answered")
              .put("target", target.name())
              .put("revision", reply.served().label())
              .put("answer", shown(reply))
              .put("finish", code(reply.finish()))
              .put("joined", joined);
      case Result.Rejected(var target, int status, String reason) ->
          json.put("result", "rejected")
              .put("target", target.name())
              .put("status", status)
              .put("reason", reason);
      case Result.Cut(Reply seen, String reason) ->
          json.put("result", "cut").put("answer", shown(seen)).put("reason", reason);
      case Result.Failed(String reason) -> json.put("result", "failed").put("reason", reason);
    }
  }

  private static void put(ObjectNode json, Attempt attempt) {
    json.put("target", attempt.target().name()).put("kind", code(attempt.kind()));
    switch (attempt.outcome()) {
      case Outcome.Answered _ -> json.put("outcome", "answered");
      case Outcome.Rejected(_, String reason) ->
          json.put("outcome", "rejected").put("detail", reason);
      case Outcome.Failed failed ->
          json.put("outcome", "failed")
              .put("fault", code(failed.fault()))
              .put("detail", failed.detail());
      case Outcome.Skipped(var reason) ->
          json.put("outcome", "skipped").put("detail", reason.sentence());
    }
    json.put("took_ms", attempt.took().toMillis());
    attempt.cost().ifPresent(cost -> json.put("cost_usd", cost.usd()));
  }

  private static String code(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static String words(Enum<?> value) {
    return code(value).replace('_', ' ');
  }
}
