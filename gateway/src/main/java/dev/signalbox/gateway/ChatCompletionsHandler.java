package dev.signalbox.gateway;

import dev.signalbox.gateway.openai.ApiError;
import dev.signalbox.gateway.openai.ApiException;
import dev.signalbox.gateway.openai.CallErrors;
import dev.signalbox.gateway.openai.ChatCompletion;
import dev.signalbox.gateway.openai.ChatCompletionRequest;
import dev.signalbox.gateway.openai.JsonBody;
import dev.signalbox.router.RoutedCall;
import dev.signalbox.router.RoutedCall.Result;
import dev.signalbox.router.Router;
import dev.signalbox.router.UnknownTaskException;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** {@code POST /v1/chat/completions}: one routed call. */
final class ChatCompletionsHandler implements Handler {
  private final Router router;
  private final int maxBodyBytes;
  private final Semaphore calls;

  ChatCompletionsHandler(Router router, GatewaySettings settings) {
    this.router = router;
    this.maxBodyBytes = settings.maxBodyBytes();
    this.calls = new Semaphore(settings.maxCalls());
  }

  @Override
  public void handle(Context ctx) {
    // Before the body is read: what waits here would wait with its body in memory.
    if (!calls.tryAcquire()) {
      throw new ApiException(
          ApiError.server(503, "too_many_calls", "too many calls are under way; ask again soon")
              .withRetryAfter(Optional.of(Duration.ofSeconds(1))));
    }
    try {
      answer(ctx, call(ctx));
    } finally {
      calls.release();
    }
  }

  private RoutedCall call(Context ctx) {
    ChatCompletionRequest request =
        ChatCompletionRequest.read(JsonBody.parse(RequestBody.read(ctx, maxBodyBytes)));
    try {
      return router.call(request.task(), request.chat());
    } catch (UnknownTaskException e) {
      throw new ApiException(ApiError.unknownModel(String.valueOf(e.getMessage())));
    }
  }

  private static void answer(Context ctx, RoutedCall call) {
    CallHeaders.write(ctx, call);
    switch (call.result()) {
      case Result.Answered answered -> Answers.write(ctx, 200, ChatCompletion.of(call, answered));
      case Result.Rejected rejected -> Answers.write(ctx, CallErrors.of(call, rejected));
      case Result.Cut cut -> Answers.write(ctx, CallErrors.of(cut));
      case Result.Failed failed -> Answers.write(ctx, CallErrors.of(call, failed));
    }
  }
}
