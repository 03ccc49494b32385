package dev.signalbox.router.provider.perplexity;

import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.provider.AnswerStream;
import dev.signalbox.router.provider.Codec;
import dev.signalbox.router.provider.Headroom;
import dev.signalbox.router.provider.Json;
import dev.signalbox.router.provider.RateLimitHeaders;
import dev.signalbox.router.provider.WireRequest;
import dev.signalbox.router.provider.WireResponse;
import dev.signalbox.router.provider.responses.ResponsesAnswers;
import dev.signalbox.router.provider.responses.ResponsesStream;
import dev.signalbox.router.table.Target;
import java.util.List;
import java.util.Optional;

/**
 * Perplexity's Agent API. A target's model is {@code vendor/name}, or {@code preset/name} for one
 * of the presets, such as {@code preset/fast}.
 */
public final class PerplexityAgentCodec implements Codec {
  /** Perplexity's own address; a base URL of this API ends before {@code /v1}. */
  public static final String BASE_URL = "https://api.perplexity.ai";

  private final ResponsesAnswers answers;

  /**
   * @param provider the name by which the routing table knows the provider
   */
  public PerplexityAgentCodec(String provider) {
    this.answers = new PerplexityAgentAnswers(provider);
  }

  @Override
  public WireRequest encode(Target target, ChatRequest request, boolean streamed) {
    return new WireRequest(
        "/v1/agent", List.of(), Json.bytes(PerplexityAgentRequest.body(target, request, streamed)));
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
