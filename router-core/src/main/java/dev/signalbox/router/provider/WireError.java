package dev.signalbox.router.provider;

import dev.signalbox.router.outcome.Fault;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What an HTTP error says. Its body may have any of the shapes {@code {error:{type,code,message}}},
 * {@code {error:"…"}}, {@code {message,type,code}}, {@code {detail:"…"}}, or be no JSON at all.
 *
 * @param type the provider's word for the kind of error; empty when it gave none
 * @param code its finer word; empty when it gave none
 * @param message its sentence, cut to a length that is safe to search; empty when it gave none
 */
public record WireError(int status, String type, String code, String message) {
  private static final int LONGEST_MESSAGE = 2_000;

  public WireError {
    type = cut(type);
    code = cut(code);
    message = cut(message);
  }

  static WireError read(int status, JsonNode body) {
    JsonNode error = body.path("error").isObject() ? body.path("error") : body;
    return new WireError(
        status,
        word(error.path("type")),
        Stream.of(error.path("code"), error.path("details").path("error_code"))
            .map(WireError::word)
            .filter(word -> !word.isEmpty())
            .findFirst()
            .orElse(""),
        Stream.of(error.path("message"), body.path("error"), body.path("detail"))
            .flatMap(node -> Json.someText(node).stream())
            .findFirst()
            .orElse(""));
  }

  /** Whether the message holds one of {@code phrases}, whatever its case. */
  public boolean says(String... phrases) {
    String lowered = message.toLowerCase(Locale.ROOT);
    return Stream.of(phrases).anyMatch(lowered::contains);
  }

  /** Whether type or code is one of {@code words}. */
  public boolean is(String... words) {
    return Stream.of(words).anyMatch(word -> word.equals(type) || word.equals(code));
  }

  /**
   * What the status alone means, by RFC 9110 and the habits of these APIs; nothing when the request
   * itself was at fault.
   */
  public Optional<Fault> usualFault() {
    return switch (status) {
      case 400 -> // xAI's way to refuse a key
          says("incorrect api key", "invalid api key")
              ? Optional.of(Fault.ACCESS_DENIED)
              : Optional.empty();
      case 401, 403 -> Optional.of(Fault.ACCESS_DENIED);
      case 402 -> Optional.of(Fault.QUOTA_EXHAUSTED);
      case 404 -> Optional.of(Fault.MODEL_UNAVAILABLE);
      case 408, 409 -> Optional.of(Fault.SERVER_ERROR);
      case 413 -> Optional.of(Fault.REQUEST_TOO_LARGE);
      case 429 -> Optional.of(Fault.RATE_LIMITED);
      case 503, 529 -> Optional.of(Fault.OVERLOADED);
      default -> {
        if (status >= 500) {
          yield Optional.of(says("overloaded") ? Fault.OVERLOADED : Fault.SERVER_ERROR);
        }
        yield status < 400 ? Optional.of(Fault.UNUSABLE_ANSWER) : Optional.empty();
      }
    };
  }

  /** One line for people, such as {@code 429 rate_limit_exceeded: Rate limit reached for …}. */
  public String detail() {
    String word = code.isEmpty() ? type : code;
    String heading =
        Stream.of(Integer.toString(status), word)
            .filter(part -> !part.isEmpty())
            .distinct() // some repeat the status as the code
            .collect(Collectors.joining(" "));
    return Detail.line(heading + ": " + (message.isEmpty() ? withoutMessage() : message));
  }

  private String withoutMessage() {
    return status >= 300 && status < 400
        ? "a redirect, which is not followed; is the base URL right?"
        : "the provider gave no reason";
  }

  private static String word(JsonNode node) {
    return node.isNumber() ? node.toString() : Json.text(node);
  }

  private static String cut(String text) {
    return text.length() > LONGEST_MESSAGE ? text.substring(0, LONGEST_MESSAGE) : text;
  }
}
