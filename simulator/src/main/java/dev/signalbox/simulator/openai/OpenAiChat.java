package dev.signalbox.simulator.openai;

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

/** {@code POST /v1/chat/completions}. */
public final class OpenAiChat implements WireFormat {
  private static final String PATH = "/v1/chat/completions";
  private static final String BEARER = "Bearer ";

  @Override
  public Reading read(HttpRequest request, Account account, Stamp stamp) {
    Optional<OpenAiError> refusal = refusal(request, account);
    if (refusal.isPresent()) {
      return new Reading.Refused(refusal.get().reply(stamp));
    }
    Optional<ObjectNode> body = Json.readObject(request.body());
    if (body.isEmpty()) {
      return new Reading.Refused(
          OpenAiError.invalid(
                  "We could not parse the JSON body of your request. The API expects a JSON"
                      + " payload, but what was sent was not valid JSON.",
                  null,
                  null)
              .reply(stamp));
    }
    return ChatRules.complaint(body.get(), account.models())
        .<Reading>map(complaint -> new Reading.Refused(complaint.reply(stamp)))
        .orElseGet(() -> new Reading.Accepted(Chat.question(body.get())));
  }

  /** What is refused before the body is looked at. */
  private static Optional<OpenAiError> refusal(HttpRequest request, Account account) {
    String authorization = request.header("authorization").orElse("");
    String key =
        authorization.startsWith(BEARER) ? authorization.substring(BEARER.length()).strip() : "";
    if (!request.path().equals(PATH)) {
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
              "Not allowed to %s on %s.".formatted(request.method(), PATH),
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

  @Override
  public HttpReply answer(
      Question question, Completion completion, Revision revision, Stamp stamp) {
    ObjectNode body = Json.object();
    body.put("id", stamp.id("chatcmpl-", Stamp.ALPHANUMERIC, 29));
    body.put("object", "chat.completion");
    body.put("created", stamp.at().getEpochSecond());
    body.put("model", revision.model());
    ObjectNode choice = body.putArray("choices").addObject().put("index", 0);
    ObjectNode message = choice.putObject("message");
    message.put("role", "assistant").put("content", completion.text()).putNull("refusal");
    message.putArray("annotations");
    if (!OpenAiModel.named(question.model()).reasons()) {
      choice.putNull("logprobs");
    }
    choice.put("finish_reason", finishReason(completion.ending()));
    body.set("usage", usage(question, completion));
    body.put("service_tier", "default");
    body.put("system_fingerprint", revision.fingerprint().orElse(null));
    int tokens = question.inputTokens() + completion.outputTokens();
    return new HttpReply(
        200, OpenAiHeaders.withAllowance(RateLimit.used(tokens), stamp), Json.write(body));
  }

  private static String finishReason(Completion.Ending ending) {
    return switch (ending) {
      case DONE, STOP_SEQUENCE -> "stop";
      case OUT_OF_TOKENS -> "length";
    };
  }

  private static ObjectNode usage(Question question, Completion completion) {
    ObjectNode usage = Json.object();
    usage.put("prompt_tokens", question.inputTokens());
    usage.put("completion_tokens", completion.outputTokens());
    usage.put("total_tokens", question.inputTokens() + completion.outputTokens());
    usage.putObject("prompt_tokens_details").put("cached_tokens", 0).put("audio_tokens", 0);
    usage
        .putObject("completion_tokens_details")
        .put("reasoning_tokens", Math.min(question.reasoningTokens(), completion.outputTokens()))
        .put("audio_tokens", 0)
        .put("accepted_prediction_tokens", 0)
        .put("rejected_prediction_tokens", 0);
    return usage;
  }

  @Override
  public Set<Integer> serverErrors() {
    return Set.of(500, 503);
  }

  @Override
  public HttpReply serverError(int status, Stamp stamp) {
    return OpenAiError.server(status).reply(stamp);
  }

  @Override
  public HttpReply rateLimited(Duration wait, Stamp stamp) {
    Map<String, String> headers = OpenAiHeaders.withAllowance(RateLimit.exhausted(wait), stamp);
    headers.put("retry-after", Long.toString(wait.plusMillis(999).toSeconds()));
    headers.put("retry-after-ms", Long.toString(wait.toMillis()));
    return new HttpReply(429, headers, Json.write(OpenAiError.rateLimited(wait).body()));
  }

  @Override
  public HttpReply tooLarge(Stamp stamp) {
    return new OpenAiError(
            413, "The request body is too large.", "invalid_request_error", null, null)
        .reply(stamp);
  }
}
