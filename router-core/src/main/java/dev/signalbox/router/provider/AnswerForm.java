package dev.signalbox.router.provider;

import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.outcome.Outcome.Answered;
import dev.signalbox.router.outcome.Outcome.Failed;
import dev.signalbox.router.outcome.Outcome.Rejected;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * How one API shapes its answers, and what all of them have in common when one is read. Pure and
 * total: any status, headers and bytes come to an outcome.
 */
public interface AnswerForm {

  /** The reply in the body of a success; whatever is missing there reads as empty. */
  Reply reply(JsonNode body);

  /** Whose fault an error is: one of the provider's, or nothing when it is the request's. */
  Optional<Fault> fault(WireError error);

  /** How long the provider says to wait before asking again. */
  Optional<Duration> retryAfter(WireResponse response, WireError error);

  /** The JSON that a body spells; nothing when this API has no such bodies. */
  default Optional<JsonNode> body(byte[] bytes) {
    return Json.object(bytes);
  }

  /** What an error's body says. */
  default WireError error(int status, JsonNode body) {
    return WireError.read(status, body);
  }

  /** The HTTP status that an error inside a success stands for; 200 when it cannot be told. */
  default int statusInside(JsonNode body) {
    return 200;
  }

  /** Why a success holds no answer, in the provider's words; empty when it gives none. */
  default String whyNothing(JsonNode body) {
    return "";
  }

  /** What {@code response} comes to. */
  default Outcome read(WireResponse response) {
    Optional<JsonNode> body = body(response.body());
    if (response.status() >= 200 && response.status() < 300) {
      return body.map(json -> readSuccess(response, json))
          .orElseGet(() -> unusable("the answer is not JSON, or cut short"));
    }
    return readError(response, error(response.status(), body.orElse(MissingNode.getInstance())));
  }

  /** What a success with this body comes to, which may hold an error all the same. */
  default Outcome readSuccess(WireResponse response, JsonNode body) {
    JsonNode error = body.path("error");
    return error.isObject() || error.isString()
        ? readErrorInside(response, body)
        : judge(reply(body), whyNothing(body));
  }

  /**
   * What an error that came inside a success comes to. Of the headers only the date is about it: a
   * success can carry a wait that concerns nobody.
   */
  default Outcome readErrorInside(WireResponse response, JsonNode body) {
    int status = statusInside(body);
    Map<String, List<String>> headers = new HashMap<>(response.headers());
    headers.keySet().retainAll(Set.of("date"));
    Outcome outcome =
        readError(new WireResponse(status, headers, Json.bytes(body)), error(status, body));
    return outcome instanceof Failed(var fault, var detail, var retryAfter, var againHere)
        ? new Failed(fault, "an error inside a success, " + detail, retryAfter, againHere)
        : outcome;
  }

  /**
   * What a reply that came to its end is worth. One without any content is a fault, with two
   * exceptions in which the emptiness is the answer: a refusal, and a budget that ran out before
   * the first visible word, as reasoning models spend it. The latter is paid for and incomplete,
   * which its finish says; the next target would hit the same cap.
   *
   * @param whyNothing as {@link #whyNothing(JsonNode)}
   */
  default Outcome judge(Reply reply, String whyNothing) {
    if (!reply.text().isEmpty() || reply.refusal().isPresent() || !reply.toolCalls().isEmpty()) {
      return new Answered(reply);
    }
    return switch (reply.finish()) {
      case LENGTH, REFUSAL -> new Answered(reply);
      case CONTENT_FILTER ->
          failed(Fault.FILTERED, "the provider's filter withheld the answer", whyNothing);
      case DONE, TOOL_CALLS, OTHER ->
          failed(Fault.UNUSABLE_ANSWER, "there is nothing in the answer", whyNothing);
    };
  }

  private Outcome readError(WireResponse response, WireError error) {
    Optional<Boolean> shouldRetry = RetryAdvice.shouldRetry(response);
    // A provider that invites the same request again does not think that the request is wrong.
    Optional<Fault> fault =
        fault(error).or(() -> shouldRetry.filter(yes -> yes).map(_ -> Fault.SERVER_ERROR));
    if (fault.isEmpty()) {
      return new Rejected(error.status(), error.detail());
    }
    Failed failed = new Failed(fault.get(), error.detail(), retryAfter(response, error));
    return shouldRetry
        .<Outcome>map(
            again -> new Failed(failed.fault(), failed.detail(), failed.retryAfter(), again))
        .orElse(failed);
  }

  private static Outcome failed(Fault fault, String what, String why) {
    return new Failed(
        fault, why.isEmpty() ? what : Detail.line(what + ": " + why), Optional.empty());
  }

  private static Outcome unusable(String why) {
    return failed(Fault.UNUSABLE_ANSWER, why, "");
  }
}
