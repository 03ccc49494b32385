package dev.signalbox.router.provider.responses;

import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.provider.AnswerStream;
import dev.signalbox.router.provider.Codec;
import dev.signalbox.router.provider.Headroom;
import dev.signalbox.router.provider.Json;
import dev.signalbox.router.provider.RateLimitHeaders;
import dev.signalbox.router.provider.WireRequest;
import dev.signalbox.router.provider.WireResponse;
import dev.signalbox.router.table.Target;
import java.util.List;
import java.util.Optional;

/** OpenAI Responses. A base URL of this API includes {@code /v1}. */
public final class OpenAiResponsesCodec implements Codec {
  private final ResponsesAnswers answers;

  /**
   * @param provider the name by which the routing table knows the provider
   */
  public OpenAiResponsesCodec(String provider) {
    this.answers = new OpenAiResponsesAnswers(provider);
  }

  @Override
  public WireRequest encode(Target target, ChatRequest request, boolean streamed) {
    return new WireRequest(
        "/responses",
        List.of(),
        Json.bytes(OpenAiResponsesRequest.body(target, request, streamed)));
  }

  @Override
  public WireRequest.Header keyHeader(String key) {
    return new WireRequest.Header("Authorization", "Bearer " + key);
  }

  @Override
  public Outcome decode(WireResponse response) {
    return answers.read(response);
  }

  @Override
  public AnswerStream stream(WireResponse head) {
    return new ResponsesStream(answers, head);
  }

  @Override
  public Optional<String> requestId(WireResponse response) {
    return response.header("x-request-id");
  }

  @Override
  public Headroom headroom(WireResponse response) {
    return RateLimitHeaders.headroom(response);
  }
}
