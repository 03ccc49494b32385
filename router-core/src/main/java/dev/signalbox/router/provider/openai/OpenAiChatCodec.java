package dev.signalbox.router.provider.openai;

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

/** OpenAI Chat Completions, one answer at a time. */
public final class OpenAiChatCodec implements Codec {
  /** OpenAI's own address; a base URL of this API includes {@code /v1}. */
  public static final String BASE_URL = "https://api.openai.com/v1";

  private final OpenAiChatAnswers answers = new OpenAiChatAnswers();

  @Override
  public WireRequest encode(Target target, ChatRequest request, boolean streamed) {
    return new WireRequest(
        "/chat/completions", List.of(), Json.bytes(OpenAiChatRequest.body(target, request)));
  }

  @Override
  public WireRequest.Header keyHeader(String key) {
    return new WireRequest.Header("Authorization", "Bearer " + key);
  }

  @Override
  public AnswerStream stream(WireResponse head) {
    throw new UnsupportedOperationException("streams come with the next commit");
  }

  @Override
  public Headroom headroom(WireResponse response) {
    return Headroom.UNKNOWN;
  }

  @Override
  public Outcome decode(WireResponse response) {
    return answers.read(response);
  }

  @Override
  public Optional<String> requestId(WireResponse response) {
    return response.header("x-request-id");
  }
}
