package dev.signalbox.simulator.anthropic;

import dev.signalbox.simulator.http.HttpReply;
import dev.signalbox.simulator.http.HttpRequest;
import dev.signalbox.simulator.wire.Account;
import dev.signalbox.simulator.wire.Answer;
import dev.signalbox.simulator.wire.Completion;
import dev.signalbox.simulator.wire.Frame;
import dev.signalbox.simulator.wire.Framing;
import dev.signalbox.simulator.wire.Json;
import dev.signalbox.simulator.wire.Question;
import dev.signalbox.simulator.wire.Reading;
import dev.signalbox.simulator.wire.Revision;
import dev.signalbox.simulator.wire.Stamp;
import dev.signalbox.simulator.wire.Trouble;
import dev.signalbox.simulator.wire.WireFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /v1/messages}, version 2023-06-01. */
public final class AnthropicMessages implements WireFormat {
  private static final String PATH = "/v1/messages";
  private static final String VERSION = "2023-06-01";

  @Override
  public boolean serves(String path) {
    return path.equals(PATH);
  }

  @Override
  public Reading read(HttpRequest request, Account account, Stamp stamp) {
    Optional<AnthropicError> refusal = refusal(request, account);
    if (refusal.isPresent()) {
      return new Reading.Refused(refusal.get().reply(stamp));
    }
    Optional<ObjectNode> body = Json.readObject(request.body());
    if (body.isEmpty()) {
      return new Reading.Refused(
          AnthropicError.invalid("The request body is not valid JSON: expected an object")
              .reply(stamp));
    }
    return read(body.get(), account, stamp);
  }

  private static Reading read(ObjectNode body, Account account, Stamp stamp) {
    Optional<String> complaint = MessagesRules.complaint(body);
    if (complaint.isPresent()) {
      return new Reading.Refused(AnthropicError.invalid(complaint.get()).reply(stamp));
    }
    String model = body.get("model").stringValue();
    if (!account.models().contains(model)) {
      return new Reading.Refused(AnthropicError.notFound("model: " + model).reply(stamp));
    }
    return new Reading.Accepted(Messages.question(body));
  }

  /** What is refused before the body is looked at. */
  private static Optional<AnthropicError> refusal(HttpRequest request, Account account) {
    if (!request.path().equals(PATH)) {
      return Optional.of(AnthropicError.notFound("Not Found"));
    }
    if (!request.method().equals("POST")) {
      return Optional.of(AnthropicError.methodNotAllowed());
    }
    Optional<String> key = request.header("x-api-key");
    if (key.isEmpty()) {
      return Optional.of(AnthropicError.unauthorized("x-api-key header is required"));
    }
    if (!account.accepts(key.get())) {
      return Optional.of(AnthropicError.unauthorized("invalid x-api-key"));
    }
    Optional<String> version = request.header("anthropic-version");
    if (version.isEmpty()) {
      return Optional.of(AnthropicError.invalid("anthropic-version: header is required"));
    }
    return version.get().equals(VERSION)
        ? Optional.empty()
        : Optional.of(
            AnthropicError.invalid(
                "anthropic-version: \"" + version.get() + "\" is not a valid version"));
  }

  @Override
  public Answer answer(Question question, Completion completion, Revision revision, Stamp stamp) {
    ObjectNode message = MessageBody.of(question, completion, revision, stamp);
    Map<String, String> headers = AnthropicHeaders.basic(stamp);
    headers.putAll(RateLimit.after(question, completion).headers(stamp));
    return question.delivery() == Question.Delivery.WHOLE
        ? new Answer.Whole(new HttpReply(200, headers, Json.write(message)))
        : new Answer.Streamed(headers, Framing.EVENTS, MessageStream.of(message));
  }

  @Override
  public Set<Integer> serverErrors() {
    return Set.of(500, 502, 503, 504, 529);
  }

  @Override
  public HttpReply trouble(Trouble trouble, Stamp stamp) {
    HttpReply reply = AnthropicError.of(trouble).reply(stamp);
    return trouble instanceof Trouble.RateLimited limited
        ? reply.withHeaders(RateLimit.advice(limited, stamp))
        : reply;
  }

  @Override
  public List<Frame> troubleInStream(Trouble trouble, Stamp stamp) {
    return List.of(Frame.of(Frame.Place.TERMINATOR, "error", AnthropicError.of(trouble).body()));
  }
}
