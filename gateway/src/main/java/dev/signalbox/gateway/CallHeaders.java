package dev.signalbox.gateway;

import dev.signalbox.router.RoutedCall;
import dev.signalbox.router.RoutedCall.Result;
import dev.signalbox.router.table.Target;
import io.javalin.http.Context;

/** What OpenAI's form has no place for: who answered, what it cost, and what decided it. */
final class CallHeaders {
  private static final int LONGEST_VALUE = 200;

  private CallHeaders() {}

  static void write(Context ctx, RoutedCall call) {
    put(ctx, "call-id", call.id().toString());
    put(ctx, "attempts", String.valueOf(call.attempts().size()));
    put(ctx, "cost-usd", call.costUsd().toPlainString());
    put(ctx, "table", call.table().number() + ":" + call.table().shortHash());
    switch (call.result()) {
      case Result.Answered answered -> {
        put(ctx, answered.target());
        put(ctx, "revision", answered.reply().served().label());
      }
      case Result.Rejected rejected -> put(ctx, rejected.target());
      case Result.Cut _, Result.Failed _ -> {}
    }
  }

  private static void put(Context ctx, Target target) {
    put(ctx, "provider", target.provider());
    put(ctx, "model", target.model());
  }

  /** A provider chooses its revision's label; what does not belong in a header is replaced. */
  private static void put(Context ctx, String name, String value) {
    String printable = value.replaceAll("[^\\x20-\\x7E]", "?");
    ctx.header(
        "x-signalbox-" + name, printable.substring(0, Math.min(LONGEST_VALUE, printable.length())));
  }
}
