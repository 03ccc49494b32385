package dev.signalbox.gateway.openai;

import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An error as OpenAI's clients understand it.
 *
 * @param type {@code invalid_request_error} when the caller has to change something, {@code
 *     server_error} when not
 * @param code stable, for programs
 * @param param the field at fault, such as {@code messages[0].role}
 * @param message for people; cut where it is longer than any reason to be
 * @param retryAfter when to ask again, where that is known
 */
public record ApiError(
    int status,
    String type,
    String code,
    Optional<String> param,
    String message,
    Optional<Duration> retryAfter) {
  private static final int LONGEST_TEXT = 2000;

  public ApiError {
    // Requests and providers are quoted in here, and neither is short of its own accord.
    param = param.map(ApiError::cut);
    message = cut(message);
  }

  /** The caller has to change something. */
  public static ApiError invalid(int status, String code, String message) {
    return new ApiError(
        status, "invalid_request_error", code, Optional.empty(), message, Optional.empty());
  }

  /** The caller has to change one field. */
  public static ApiError invalidField(String param, String code, String message) {
    return new ApiError(
        400, "invalid_request_error", code, Optional.of(param), message, Optional.empty());
  }

  /** There is no task of that name. */
  public static ApiError unknownModel(String message) {
    return new ApiError(
        404,
        "invalid_request_error",
        "model_not_found",
        Optional.of("model"),
        message,
        Optional.empty());
  }

  /** The same request may succeed later. */
  public static ApiError server(int status, String code, String message) {
    return new ApiError(status, "server_error", code, Optional.empty(), message, Optional.empty());
  }

  public ApiError withRetryAfter(Optional<Duration> wait) {
    return new ApiError(status, type, code, param, message, wait);
  }

  /** The body of the answer. */
  public ObjectNode json() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("error")
        .put("message", message)
        .put("type", type)
        .put("param", param.orElse(null))
        .put("code", code);
    return body;
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
  }
}
