package dev.signalbox.db.store;

import dev.signalbox.router.RoutedCall;
import dev.signalbox.router.RoutedCall.Result;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.table.Target;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code call}. */
public record CallRow(
    UUID id,
    String origin,
    String task,
    long tableVersion,
    String tableHash,
    String catalog,
    boolean streamed,
    Instant startedAt,
    double tookMs,
    String request,
    String decision,
    String result,
    @Nullable String reason,
    @Nullable String response,
    @Nullable String reply,
    boolean joined,
    @Nullable String finish,
    @Nullable String provider,
    @Nullable String model,
    @Nullable String revision,
    boolean simulated,
    int attempts,
    BigDecimal costUsd) {

  static CallRow of(RoutedCall call) {
    Optional<Target> target = target(call.result());
    Optional<Reply> reply = reply(call.result());
    return new CallRow(
        call.id(),
        Code.of(call.origin()),
        Storable.text(call.task()),
        call.table().number(),
        call.table().hash(),
        Storable.text(call.catalog()),
        call.streamed(),
        call.startedAt(),
        Millis.of(call.took()),
        RequestJson.of(call.request()),
        DecisionJson.of(call.decision()),
        Code.of(call.result()),
        Storable.text(reason(call.result())),
        Storable.text(reply.map(CallRow::shown)),
        reply.flatMap(ReplyJson::of).orElse(null),
        call.result() instanceof Result.Answered answered && answered.joined(),
        call.result() instanceof Result.Answered answered
            ? Code.of(answered.reply().finish())
            : null,
        Storable.text(target.map(Target::provider)),
        Storable.text(target.map(Target::model)),
        reply.map(given -> Storable.label(given.served().label())).orElse(null),
        !call.attempts().isEmpty() && call.attempts().getLast().simulated(),
        call.attempts().size(),
        call.costUsd());
  }

  /** Whatever the caller got. */
  private static Optional<Reply> reply(Result result) {
    return switch (result) {
      case Result.Answered answered -> Optional.of(answered.reply());
      case Result.Cut(Reply seen, _) -> Optional.of(seen);
      case Result.Rejected _, Result.Failed _ -> Optional.empty();
    };
  }

  private static Optional<Target> target(Result result) {
    return switch (result) {
      case Result.Answered answered -> Optional.of(answered.target());
      case Result.Rejected(Target target, _, _) -> Optional.of(target);
      case Result.Cut _, Result.Failed _ -> Optional.empty();
    };
  }

  private static Optional<String> reason(Result result) {
    return switch (result) {
      case Result.Answered _ -> Optional.empty();
      case Result.Rejected(_, _, String reason) -> Optional.of(reason);
      case Result.Cut(_, String reason) -> Optional.of(reason);
      case Result.Failed(String reason) -> Optional.of(reason);
    };
  }

  /** What the caller saw: a refusal stands where the text would. */
  private static String shown(Reply reply) {
    return reply.text().isEmpty() ? reply.refusal().orElse("") : reply.text();
  }
}
