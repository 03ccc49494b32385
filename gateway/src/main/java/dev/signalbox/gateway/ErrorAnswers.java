package dev.signalbox.gateway;

import dev.signalbox.gateway.openai.ApiError;
import dev.signalbox.gateway.openai.ApiException;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every error in OpenAI's shape, and nothing about our insides in it. */
final class ErrorAnswers {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswers.class);
  private static final ApiError INTERNAL =
      ApiError.server(500, "internal_error", "Signalbox met an unexpected error and has logged it");

  private ErrorAnswers() {}

  static void route(JavalinConfig config) {
    config.routes.exception(ApiException.class, (e, ctx) -> Answers.write(ctx, e.error()));
    config.routes.exception(
        HttpResponseException.class, (e, ctx) -> Answers.write(ctx, unrouted(e, ctx)));
    config.routes.exception(Exception.class, (e, ctx) -> unexpected(ctx, e));
    config.router.javaLangErrorHandler(ErrorAnswers::failed);
  }

  private static ApiError unrouted(HttpResponseException e, Context ctx) {
    String asked = ctx.method() + " " + ctx.path();
    return switch (e.getStatus()) {
      case 404 ->
          ApiError.invalid(
              404,
              "unknown_url",
              "there is no "
                  + asked
                  + "; this endpoint has POST /v1/chat/completions, GET"
                  + " /v1/models, GET /healthz and GET /readyz");
      case 405 ->
          ApiError.invalid(
              405, "method_not_allowed", asked + " is not possible; use another method");
      default -> ApiError.invalid(e.getStatus(), "invalid_request", "the request cannot be read");
    };
  }

  private static void unexpected(Context ctx, Throwable e) {
    LOG.error("{} {} failed unexpectedly", ctx.method(), ctx.path(), e);
    Answers.write(ctx, INTERNAL);
  }

  /** An {@link Error} reaches us without Javalin's context. */
  private static void failed(HttpServletResponse response, Error e) {
    LOG.error("a request met an error of the Java machine", e);
    response.setStatus(INTERNAL.status());
    response.setContentType("application/json");
    try {
      response.getOutputStream().print(INTERNAL.json().toString());
    } catch (IOException broken) {
      LOG.debug("and could not be told", broken);
    }
  }
}
