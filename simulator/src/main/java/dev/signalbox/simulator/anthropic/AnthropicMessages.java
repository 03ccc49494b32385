package dev.signalbox.simulator.anthropic;

import dev.signalbox.simulator.http.HttpReply;
import dev.signalbox.simulator.http.HttpRequest;
import dev.signalbox.simulator.wire.Account;
import dev.signalbox.simulator.wire.Completion;
import dev.signalbox.simulator.wire.Json;
import dev.signalbox.simulator.wire.Question;
import dev.signalbox.simulator.wire.Reading;
import dev.signalbox.simulator.wire.Revision;
import dev.signalbox.simulator.wire.Stamp;
import dev.signalbox.simulator.wire.WireFormat;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /v1/messages}, version 2023-06-01. */
public final class AnthropicMessages implements WireFormat {
  private static final String PATH = "/v1/messages";
  private static final String VERSION = "2023-06-01";

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
  public HttpReply answer(
      Question question, Completion completion, Revision revision, Stamp stamp) {
    ObjectNode body = Json.object();
    body.put("model", revision.model());
    body.put("id", stamp.id("msg_01", Stamp.ALPHANUMERIC, 22));
    body.put("type", "message").put("role", "assistant");
    var content = body.putArray("content");
    if (!completion.text().isEmpty()) {
      content.addObject().put("type", "text").put("text", completion.text());
    }
    body.put("stop_reason", stopReason(completion.ending()));
    body.put("stop_sequence", completion.stopSequence().orElse(null));
    body.putNull("stop_details");
    body.set("usage", usage(question, completion));
    Map<String, String> headers = AnthropicHeaders.basic(stamp);
    headers.putAll(RateLimit.after(question, completion).headers(stamp));
    return new HttpReply(200, headers, Json.write(body));
  }

  private static String stopReason(Completion.Ending ending) {
    return switch (ending) {
      case DONE -> "end_turn";
      case STOP_SEQUENCE -> "stop_sequence";
      case OUT_OF_TOKENS -> "max_tokens";
    };
  }

  private static ObjectNode usage(Question question, Completion completion) {
    ObjectNode usage = Json.object();
    usage.put("input_tokens", question.inputTokens());
    usage.put("cache_creation_input_tokens", 0).put("cache_read_input_tokens", 0);
    usage
        .putObject("cache_creation")
        .put("ephemeral_5m_input_tokens", 0)
        .put("ephemeral_1h_input_tokens", 0);
    usage.put("output_tokens", completion.outputTokens());
    return usage.put("service_tier", "standard").put("inference_geo", "not_available");
  }

  @Override
  public Set<Integer> serverErrors() {
    return Set.of(500, 503, 529);
  }

  @Override
  public HttpReply serverError(int status, Stamp stamp) {
    return switch (status) {
      case 529 -> new AnthropicError(529, "overloaded_error", "Overloaded").reply(stamp);
      case 503 ->
          new AnthropicError(503, "api_error", "Service temporarily unavailable").reply(stamp);
      default -> new AnthropicError(status, "api_error", "Internal server error").reply(stamp);
    };
  }

  @Override
  public HttpReply rateLimited(Duration wait, Stamp stamp) {
    return AnthropicError.rateLimited(wait, stamp);
  }

  @Override
  public HttpReply tooLarge(Stamp stamp) {
    return AnthropicError.tooLarge();
  }
}
