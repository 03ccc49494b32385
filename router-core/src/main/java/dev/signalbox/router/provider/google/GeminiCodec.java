package dev.signalbox.router.provider.google;

import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.provider.AnswerStream;
import dev.signalbox.router.provider.Codec;
import dev.signalbox.router.provider.Headroom;
import dev.signalbox.router.provider.Json;
import dev.signalbox.router.provider.WireRequest;
import dev.signalbox.router.provider.WireResponse;
import dev.signalbox.router.table.Target;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Gemini's generateContent, version v1beta. */
public final class GeminiCodec implements Codec {
  /** Google's own address; a base URL of this API ends before {@code /v1beta}. */
  public static final String BASE_URL = "https://generativelanguage.googleapis.com";

  private final GeminiAnswers answers;

  /**
   * @param provider by whose name the signatures are marked that only it can read
   */
  public GeminiCodec(String provider) {
    answers = new GeminiAnswers(provider);
  }

  @Override
  public WireRequest encode(Target target, ChatRequest request, boolean streamed) {
    String model = URLEncoder.encode(target.model(), StandardCharsets.UTF_8);
    String method = streamed ? ":streamGenerateContent?alt=sse" : ":generateContent";
    return new WireRequest(
        "/v1beta/models/" + model + method,
        List.of(),
        Json.bytes(GeminiRequest.body(target, request)));
  }

  /** In a header, because URLs end up in logs. */
  @Override
  public WireRequest.Header keyHeader(String key) {
    return new WireRequest.Header("x-goog-api-key", key);
  }

  @Override
  public Outcome decode(WireResponse response) {
    return answers.read(response);
  }

  @Override
  public AnswerStream stream(WireResponse head) {
    return answers.stream(head);
  }

  /** In the body only; of a stream's the head does not have it. */
  @Override
  public Optional<String> requestId(WireResponse response) {
    return answers
        .body(response.body())
        .map(GeminiAnswers::first)
        .flatMap(body -> Json.someText(body.path("responseId")));
  }

  /** This API does not say what is left of its limits. */
  @Override
  public Headroom headroom(WireResponse response) {
    return Headroom.UNKNOWN;
  }
}
