package dev.signalbox.bench.codec;

import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.provider.Codec;
import dev.signalbox.router.provider.WireResponse;
import dev.signalbox.router.provider.anthropic.AnthropicMessagesCodec;
import dev.signalbox.router.provider.google.GeminiCodec;
import dev.signalbox.router.provider.openai.OpenAiChatCodec;
import dev.signalbox.router.provider.perplexity.PerplexityAgentCodec;
import dev.signalbox.router.provider.responses.OpenAiResponsesCodec;
import dev.signalbox.router.table.Target;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * One question and its answer in a wire format, each about a kilobyte long.
 *
 * @param answer the body of the answer
 */
record SampleExchange(Codec codec, Target target, String answer) {
  private static final int LENGTH = 1_024;

  /** Where the answer's text goes. */
  private static final String TEXT = "TEXT";

  private static final String SENTENCE = "The train waits at the signal until the line is clear. ";

  /** The exchange in the format of that name. */
  static SampleExchange of(String api) {
    return switch (api) {
      case "anthropic-messages" ->
          of(
              new AnthropicMessagesCodec("anthropic"),
              Target.of("anthropic", "claude-haiku-4-5"),
              """
              {"id":"msg_01","type":"message","role":"assistant","model":"claude-haiku-4-5-20251001",
              "content":[{"type":"text","text":"TEXT"}],"stop_reason":"end_turn","stop_sequence":null,
              "usage":{"input_tokens":230,"cache_creation_input_tokens":0,
              "cache_read_input_tokens":0,"output_tokens":180}}\
              """);
      case "openai-chat" ->
          of(
              new OpenAiChatCodec("openai"),
              Target.of("openai", "gpt-4o-mini"),
              """
              {"id":"chatcmpl-1","object":"chat.completion","created":1795000000,
              "model":"gpt-4o-mini-2024-07-18","choices":[{"index":0,"message":{"role":"assistant",
              "content":"TEXT","refusal":null},"finish_reason":"stop"}],
              "usage":{"prompt_tokens":230,"completion_tokens":180,"total_tokens":410,
              "prompt_tokens_details":{"cached_tokens":0}},"system_fingerprint":"fp_1"}\
              """);
      case "openai-responses" ->
          of(
              new OpenAiResponsesCodec("openai"),
              Target.of("openai", "gpt-5.6"),
              responses("gpt-5.6-sol", ""));
      case "google-gemini" ->
          of(
              new GeminiCodec("google"),
              Target.of("google", "gemini-2.5-flash"),
              """
              {"candidates":[{"content":{"role":"model","parts":[{"text":"TEXT"}]},
              "finishReason":"STOP","index":0}],"usageMetadata":{"promptTokenCount":230,
              "candidatesTokenCount":180,"totalTokenCount":410},
              "modelVersion":"gemini-2.5-flash","responseId":"r1"}\
              """);
      case "perplexity-agent" ->
          of(
              new PerplexityAgentCodec("perplexity"),
              Target.of("perplexity", "openai/gpt-5-mini"),
              responses(
                  "openai/gpt-5-mini",
                  """
                  "cost":{"currency":"USD","input_cost":0.0001,"output_cost":0.0004,
                  "total_cost":0.0005},\
                  """));
      default -> throw new IllegalArgumentException("no sample in the format " + api);
    };
  }

  private static String responses(String model, String cost) {
    return """
    {"id":"resp_1","object":"response","created_at":1795000000,"status":"completed",
    "model":"MODEL","output":[{"id":"msg_1","type":"message","status":"completed",
    "role":"assistant","content":[{"type":"output_text","annotations":[],"text":"TEXT"}]}],
    "usage":{COST"input_tokens":230,"input_tokens_details":{"cached_tokens":0},
    "output_tokens":180,"output_tokens_details":{"reasoning_tokens":0},"total_tokens":410}}\
    """
        .replace("MODEL", model)
        .replace("COST", cost);
  }

  private static SampleExchange of(Codec codec, Target target, String frame) {
    return new SampleExchange(
        codec, target, frame.replace(TEXT, text(LENGTH - frame.length() + TEXT.length())));
  }

  private static String text(int length) {
    return SENTENCE.repeat(LENGTH / SENTENCE.length() + 1).substring(0, length);
  }

  /** The question, the same in every format. */
  static ChatRequest question() {
    return ChatRequest.of(
            Message.system(text(LENGTH / 4)), Message.user(text(LENGTH / 2)), Message.user("Why?"))
        .change()
        .maxOutputTokens(512)
        .build();
  }

  WireResponse response() {
    return new WireResponse(
        200,
        Map.of("content-type", List.of("application/json")),
        answer.getBytes(StandardCharsets.UTF_8));
  }
}
