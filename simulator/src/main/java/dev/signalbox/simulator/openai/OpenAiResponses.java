package dev.signalbox.simulator.openai;

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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /v1/responses}; nothing is stored, so no earlier response can be referred to. */
public final class OpenAiResponses implements WireFormat {
  private static final String PATH = "/v1/responses";

  @Override
  public boolean serves(String path) {
    return path.equals(PATH);
  }

  @Override
  public Reading read(HttpRequest request, Account account, Stamp stamp) {
    Optional<OpenAiError> refusal = Access.complaint(request, PATH, account);
    if (refusal.isPresent()) {
      return new Reading.Refused(refusal.get().reply(stamp));
    }
    Optional<ObjectNode> body = Json.readObject(request.body());
    if (body.isEmpty()) {
      return new Reading.Refused(OpenAiError.noJson().reply(stamp));
    }
    return ResponsesRules.complaint(body.get(), account.models())
        .<Reading>map(complaint -> new Reading.Refused(complaint.reply(stamp)))
        .orElseGet(() -> new Reading.Accepted(ResponsesRequest.question(body.get())));
  }

  @Override
  public Answer answer(Question question, Completion completion, Revision revision, Stamp stamp) {
    if (completion.ending() == Completion.Ending.FILTERED && completion.text().isEmpty()) {
      return new Answer.Whole(OpenAiError.promptFiltered().reply(stamp));
    }
    int tokens = question.inputTokens() + completion.outputTokens();
    Map<String, String> headers = OpenAiHeaders.withAllowance(RateLimit.used(tokens), stamp);
    ObjectNode body = ResponseBody.of(question, completion, revision, stamp);
    return question.delivery() == Question.Delivery.WHOLE
        ? new Answer.Whole(new HttpReply(200, headers, Json.write(body)))
        : new Answer.Streamed(
            headers, Framing.EVENTS, ResponseStream.of(body, ResponseStream.Style.OPENAI));
  }

  @Override
  public Set<Integer> serverErrors() {
    return OpenAiError.SERVER_ERRORS;
  }

  @Override
  public HttpReply trouble(Trouble trouble, Stamp stamp) {
    return OpenAiError.reply(trouble, error(trouble), stamp);
  }

  private static OpenAiError error(Trouble trouble) {
    return switch (trouble) {
      case Trouble.Refusal.UNKNOWN_MODEL -> ResponsesRules.unknownModel("the-model-you-asked-for");
      case Trouble.Refusal.CONTEXT_TOO_LONG ->
          OpenAiError.invalid(
              "Your input exceeds the context window of this model. Please adjust your input and"
                  + " try again.",
              "input",
              "context_length_exceeded");
      default -> OpenAiError.of(trouble);
    };
  }

  @Override
  public String troubleInside(Trouble trouble, Stamp stamp) {
    return Json.write(failed(error(trouble), stamp));
  }

  /** An error event, and after it the response that failed. */
  @Override
  public List<Frame> troubleInStream(Trouble trouble, Stamp stamp) {
    OpenAiError error = error(trouble);
    ObjectNode event = Json.object().put("type", "error").put("sequence_number", 2);
    event
        .putObject("error")
        .put("type", error.type())
        .put("code", code(error))
        .put("message", error.message())
        .put("param", error.param());
    ObjectNode failed = Json.object().put("type", "response.failed").put("sequence_number", 3);
    failed.set("response", failed(error, stamp));
    return List.of(
        Frame.of(Frame.Place.CLOSING, "error", event),
        Frame.of(Frame.Place.TERMINATOR, "response.failed", failed));
  }

  private static ObjectNode failed(OpenAiError error, Stamp stamp) {
    ObjectNode response = Json.object();
    response.put("id", ResponseBody.id(stamp)).put("object", "response").put("status", "failed");
    response.putObject("error").put("code", code(error)).put("message", error.message());
    response.putArray("output");
    return response.putNull("usage");
  }

  private static String code(OpenAiError error) {
    return error.code() == null ? "server_is_overloaded" : error.code();
  }
}
