package dev.signalbox.router.provider.anthropic;

import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.provider.AnswerStream;
import dev.signalbox.router.provider.Codec;
import dev.signalbox.router.provider.Headroom;
import dev.signalbox.router.provider.Json;
import dev.signalbox.router.provider.WireRequest;
import dev.signalbox.router.provider.WireResponse;
import dev.signalbox.router.table.Target;
import java.util.List;
import java.util.Optional;

/** Anthropic Messages, version 2023-06-01. */
public final class AnthropicMessagesCodec implements Codec {
  /** Anthropic's own address; a base URL of this API ends before {@code /v1}. */
  public static final String BASE_URL = "https://api.anthropic.com";

  private final AnthropicAnswers answers;

  /**
   * @param provider by whose name the blocks are marked that only it can read
   */
  public AnthropicMessagesCodec(String provider) {
    answers = new AnthropicAnswers(provider);
  }

  @Override
  public WireRequest encode(Target target, ChatRequest request, boolean streamed) {
    return new WireRequest(
        "/v1/messages",
        List.of(new WireRequest.Header("anthropic-version", "2023-06-01")),
        Json.bytes(AnthropicRequest.body(target, request, streamed)));
  }

  @Override
  public WireRequest.Header keyHeader(String key) {
    return new WireRequest.Header("x-api-key", key);
  }

  @Override
  public Outcome decode(WireResponse response) {
    return answers.read(response);
  }

  @Override
  public AnswerStream stream(WireResponse head) {
    return new AnthropicStream(answers, head);
  }

  /** The header {@code request-id}; errors repeat it in the body, where proxies leave it alone. */
  @Override
  public Optional<String> requestId(WireResponse response) {
    return response
        .header("request-id")
        .or(() ->
            Json.object(response.body()).flatMap(body -> Json.someText(body.path("request_id"))));
  }

  @Override
  public Headroom headroom(WireResponse response) {
    return AnthropicLimit.headroom(response);
  }
}
