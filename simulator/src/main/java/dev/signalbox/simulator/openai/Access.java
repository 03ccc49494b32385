package dev.signalbox.simulator.openai;

import dev.signalbox.simulator.http.HttpRequest;
import dev.signalbox.simulator.wire.Account;
import java.util.Optional;

/** What is looked at before the body is: path, method and key. */
final class Access {
  private static final String BEARER = "Bearer ";

  private Access() {}

  /**
   * @param path the one that this API serves
   */
  static Optional<OpenAiError> complaint(HttpRequest request, String path, Account account) {
    String authorization = request.header("authorization").orElse("");
    String key =
        authorization.startsWith(BEARER) ? authorization.substring(BEARER.length()).strip() : "";
    if (!request.path().equals(path)) {
      return Optional.of(
          new OpenAiError(
              404,
              "Invalid URL (%s %s)".formatted(request.method(), request.path()),
              "invalid_request_error",
              null,
              null));
    }
    if (!request.method().equals("POST")) {
      return Optional.of(
          new OpenAiError(
              405,
              "Not allowed to %s on %s.".formatted(request.method(), path),
              "invalid_request_error",
              null,
              "method_not_supported"));
    }
    if (key.isEmpty()) {
      return Optional.of(
          OpenAiError.unauthorized(
              "You didn't provide an API key. You need to provide your API key in an Authorization"
                  + " header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).",
              null));
    }
    return account.accepts(key)
        ? Optional.empty()
        : Optional.of(
            OpenAiError.unauthorized(
                "Incorrect API key provided: %s. You can find your API key at https://platform.openai.com/account/api-keys."
                    .formatted(masked(key)),
                "invalid_api_key"));
  }

  /** The first and last characters, as the API quotes a key. */
  private static String masked(String key) {
    return key.length() <= 12
        ? "*".repeat(key.length())
        : key.substring(0, 8) + "*".repeat(key.length() - 12) + key.substring(key.length() - 4);
  }
}
