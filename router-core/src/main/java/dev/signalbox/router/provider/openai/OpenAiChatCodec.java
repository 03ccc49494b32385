package dev.signalbox.router.provider.openai;

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

/** OpenAI Chat Completions, of OpenAI's own and of all servers that imitate it. */
public final class OpenAiChatCodec implements Codec {
  /** OpenAI's own address; a base URL of this API includes {@code /v1}. */
  public static final String BASE_URL = "https://api.openai.com/v1";

  /** The usual one, then Azure's, Mistral's, DeepSeek's, OpenRouter's and Cerebras' own. */
  private static final List<String> REQUEST_IDS =
      List.of(
          "x-request-id",
          "apim-request-id",
          "mistral-correlation-id",
          "x-ds-trace-id",
          "x-generation-id",
          "inference-id");

  private final Dialect dialect;
  private final OpenAiChatAnswers answers;

  /** For OpenAI itself. */
  public OpenAiChatCodec(String provider) {
    this(provider, Dialect.OPENAI);
  }

  /** For a server that speaks {@code dialect}. */
  public OpenAiChatCodec(String provider, Dialect dialect) {
    this.dialect = dialect;
    this.answers = new OpenAiChatAnswers(provider);
  }

  @Override
  public WireRequest encode(Target target, ChatRequest request, boolean streamed) {
    return new WireRequest(
        "/chat/completions",
        List.of(),
        Json.bytes(OpenAiChatRequest.body(dialect, target, request, streamed)));
  }

  @Override
  public WireRequest.Header keyHeader(String key) {
    boolean bearer = dialect.keyHeader().equals("Authorization");
    return new WireRequest.Header(dialect.keyHeader(), bearer ? "Bearer " + key : key);
  }

  @Override
  public Outcome decode(WireResponse response) {
    return answers.read(response);
  }

  @Override
  public AnswerStream stream(WireResponse head) {
    return new OpenAiChatStream(answers, head);
  }

  @Override
  public Optional<String> requestId(WireResponse response) {
    return REQUEST_IDS.stream().flatMap(name -> response.header(name).stream()).findFirst();
  }

  @Override
  public Headroom headroom(WireResponse response) {
    return RateLimitHeaders.headroom(response);
  }
}
