package dev.signalbox.gateway;

import dev.signalbox.gateway.openai.ApiError;
import io.javalin.http.Context;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes JSON answers. */
final class Answers {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final String JSON = "application/json";

  private Answers() {}

  static void write(Context ctx, int status, JsonNode body) {
    // By way of a string: Jackson's writer of bytes throws on half a surrogate pair.
    ctx.status(status).contentType(JSON).result(MAPPER.writeValueAsString(body));
  }

  static void write(Context ctx, ApiError error) {
    error
        .retryAfter()
        .ifPresent(wait -> ctx.header("Retry-After", String.valueOf(wholeSeconds(wait))));
    write(ctx, error.status(), error.json());
  }

  /** Rounded up, so that nobody comes back too early. */
  private static long wholeSeconds(Duration wait) {
    return Math.max(1, wait.plusNanos(999_999_999).toSeconds());
  }
}
