package dev.signalbox.simulator.perplexity;

import dev.signalbox.simulator.http.HttpReply;
import dev.signalbox.simulator.http.HttpRequest;
import dev.signalbox.simulator.responses.ResponseStream;
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
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /v1/agent}, also under the name {@code /v1/responses}. */
public final class PerplexityAgent implements WireFormat {
  private static final Set<String> PATHS = Set.of("/v1/agent", "/v1/responses");

  /** What was here before; it is gone for good. */
  private static final Set<String> RETIRED =
      Set.of("/chat/completions", "/v1/chat/completions", "/v1/sonar");

  private static final String BEARER = "Bearer ";

  @Override
  public boolean serves(String path) {
    return PATHS.contains(path);
  }

  @Override
  public Reading read(HttpRequest request, Account account, Stamp stamp) {
    Optional<PerplexityError> refusal = refusal(request, account);
    if (refusal.isPresent()) {
      return new Reading.Refused(refusal.get().reply(stamp));
    }
    Optional<ObjectNode> body = Json.readObject(request.body());
    if (body.isEmpty()) {
      return new Reading.Refused(
          PerplexityError.invalid("validation failed: body is not valid JSON").reply(stamp));
    }
    return AgentRules.complaint(body.get(), account.models())
        .<Reading>map(complaint -> new Reading.Refused(complaint.reply(stamp)))
        .orElseGet(() -> new Reading.Accepted(AgentRequest.question(body.get())));
  }

  /** What is refused before the body is looked at. */
  private static Optional<PerplexityError> refusal(HttpRequest request, Account account) {
    String authorization = request.header("authorization").orElse("");
    String key =
        authorization.startsWith(BEARER) ? authorization.substring(BEARER.length()).strip() : "";
    if (RETIRED.contains(request.path())) {
      return Optional.of(PerplexityError.retired());
    }
    if (!PATHS.contains(request.path()) || !request.method().equals("POST")) {
      return Optional.of(new PerplexityError(404, "resource not found", "not_found"));
    }
    return !key.isEmpty() && account.accepts(key)
        ? Optional.empty()
        : Optional.of(PerplexityError.badKey());
  }

  @Override
  public Answer answer(Question question, Completion completion, Revision revision, Stamp stamp) {
    ObjectNode body = AgentBody.of(question, completion, revision, stamp);
    return question.delivery() == Question.Delivery.WHOLE
        ? new Answer.Whole(new HttpReply(200, PerplexityError.headers(stamp, 49), Json.write(body)))
        : new Answer.Streamed(
            PerplexityError.headers(stamp, 49),
            Framing.EVENTS,
            ResponseStream.of(body, ResponseStream.Style.PERPLEXITY));
  }

  @Override
  public Set<Integer> serverErrors() {
    return Set.of(500, 502, 503, 504);
  }

  @Override
  public HttpReply trouble(Trouble trouble, Stamp stamp) {
    return PerplexityError.reply(trouble, stamp);
  }

  @Override
  public String troubleInside(Trouble trouble, Stamp stamp) {
    return Json.write(failed(trouble, stamp));
  }

  @Override
  public List<Frame> troubleInStream(Trouble trouble, Stamp stamp) {
    ObjectNode event = Json.object().put("sequence_number", 3).put("type", "response.failed");
    event.set("response", failed(trouble, stamp));
    return List.of(Frame.of(Frame.Place.TERMINATOR, event));
  }

  private static ObjectNode failed(Trouble trouble, Stamp stamp) {
    PerplexityError error = PerplexityError.of(trouble);
    ObjectNode response = Json.object();
    response
        .putObject("error")
        .put("code", error.type())
        .put("message", error.message())
        .put("type", error.type());
    response.put("id", AgentBody.id(stamp)).put("object", "response");
    response.putArray("output");
    return response.put("status", "failed").putNull("usage");
  }
}
