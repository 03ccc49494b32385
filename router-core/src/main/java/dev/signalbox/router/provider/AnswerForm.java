package dev.signalbox.router.provider;

import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.outcome.Outcome.Answered;
import dev.signalbox.router.outcome.Outcome.Failed;
import dev.signalbox.router.outcome.Outcome.Rejected;
import java.time.Duration;
import java.util.Optional;
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

  /** What {@code response} comes to. */
  default Outcome read(WireResponse response) {
    Optional<JsonNode> body = Json.object(response.body());
    if (response.status() >= 200 && response.status() < 300) {
      return body.map(this::readSuccess)
          .orElseGet(() -> unusable("the answer is not JSON, or cut short"));
    }
    return readError(
        response, WireError.read(response.status(), body.orElse(MissingNode.getInstance())));
  }

  private Outcome readSuccess(JsonNode body) {
    JsonNode error = body.path("error");
    if (error.isObject() || error.isString()) {
      return unusable("an error inside a success, " + WireError.read(200, body).detail());
    }
    Reply reply = reply(body);
    return saysNothing(reply) ? unusable("there is nothing in the answer") : new Answered(reply);
  }

  /**
   * An answer without any content is a fault, with three exceptions in which the emptiness is the
   * answer: a refusal, a filter's verdict, and a budget that ran out before the first visible word,
   * as reasoning models spend it. The last is paid for and incomplete, which its finish says; the
   * next target would hit the same cap.
   */
  private static boolean saysNothing(Reply reply) {
    boolean empty =
        reply.text().isEmpty() && reply.refusal().isEmpty() && reply.toolCalls().isEmpty();
    return empty
        && switch (reply.finish()) {
          case LENGTH, CONTENT_FILTER, REFUSAL -> false;
          case DONE, TOOL_CALLS, OTHER -> true;
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

  private static Outcome unusable(String why) {
    return new Failed(Fault.UNUSABLE_ANSWER, why, Optional.empty());
  }
}
