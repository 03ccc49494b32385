package dev.signalbox.router.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.ResponseFormat;
import dev.signalbox.router.chat.Role;
import dev.signalbox.router.chat.Sampling;
import dev.signalbox.router.provider.anthropic.AnthropicMessagesCodec;
import dev.signalbox.router.provider.openai.OpenAiChatCodec;
import dev.signalbox.router.table.Target;
import java.net.URI;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** One request in the dialects of two APIs. */
final class EncodingTest {
  private static final ChatRequest HELLO = ChatRequest.of(Message.user("Hello"));
  private static final ChatRequest EVERYTHING =
      ChatRequest.of(
              List.of(
                  Message.system("Be brief."),
                  new Message(
                      Role.USER,
                      List.of(
                          new Part.Text("Which animal?"),
                          new Part.InlineImage("image/png", "iVBORw0="),
                          new Part.LinkedImage(URI.create("https://a.example/cat.jpg")))),
                  Message.assistant("A cat."),
                  Message.user("Sure?")))
          .change()
          .format(format(true))
          .maxOutputTokens(64)
          .sampling(Sampling.of(OptionalDouble.of(0.5), OptionalDouble.of(0.9)))
          .stop(List.of("END"))
          .build();

  private final Codec anthropic = new AnthropicMessagesCodec("anthropic");
  private final Codec openAi = new OpenAiChatCodec("openai");

  @Test
  void saysAllToAnthropic() {
    assertThat(sent(anthropic, Target.of("a", "m"), EVERYTHING))
        .isEqualTo(
            """
            {"model":"m","max_tokens":64,"system":"Be brief.","messages":[\
            {"role":"user","content":[{"type":"text","text":"Which animal?"},\
            {"type":"image","source":{"type":"base64","media_type":"image/png","data":"iVBORw0="}},\
            {"type":"image","source":{"type":"url","url":"https://a.example/cat.jpg"}}]},\
            {"role":"assistant","content":"A cat."},{"role":"user","content":"Sure?"}],\
            "output_config":{"format":{"type":"json_schema","schema":{"type":"object"}}},\
            "stop_sequences":["END"],"temperature":0.5,"top_p":0.9}\
            """);
  }

  @Test
  void saysAllToOpenAi() {
    assertThat(sent(openAi, Target.of("o", "m"), EVERYTHING))
        .isEqualTo(
            """
            {"model":"m","messages":[{"role":"system","content":"Be brief."},\
            {"role":"user","content":[{"type":"text","text":"Which animal?"},\
            {"type":"image_url","image_url":{"url":"data:image/png;base64,iVBORw0="}},\
            {"type":"image_url","image_url":{"url":"https://a.example/cat.jpg"}}]},\
            {"role":"assistant","content":"A cat."},{"role":"user","content":"Sure?"}],\
            "max_completion_tokens":64,"response_format":{"type":"json_schema","json_schema":\
            {"name":"animal","schema":{"type":"object"},"strict":true}},"stop":["END"],\
            "temperature":0.5,"top_p":0.9}\
            """);
  }

  @Test
  void saysNothingThatTheRequestDoesNotButTheCapThatAnthropicRequires() {
    assertThat(sent(anthropic, Target.of("a", "m"), HELLO))
        .isEqualTo(
            "{\"model\":\"m\",\"max_tokens\":4096,"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}");
    assertThat(sent(openAi, Target.of("o", "m"), HELLO))
        .isEqualTo("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}");
    assertThat(sent(openAi, Target.of("o", "m"), HELLO.change().format(format(false)).build()))
        .doesNotContain("strict");
  }

  @Test
  void capsTheAnswerAsTheTargetSaysWhenTheRequestDoesNot() {
    Target capped = Target.of("p", "m").capped(100);

    assertThat(sent(anthropic, capped, HELLO)).contains("\"max_tokens\":100");
    assertThat(sent(openAi, capped, HELLO)).contains("\"max_completion_tokens\":100");
    assertThat(sent(anthropic, capped, EVERYTHING)).contains("\"max_tokens\":64");
    assertThat(sent(openAi, capped, EVERYTHING)).contains("\"max_completion_tokens\":64");
  }

  @Test
  void sendsHalfASurrogatePairAsAQuestionMark() {
    ChatRequest cut = ChatRequest.of(Message.user("cut \ud83d"));

    assertThat(sent(anthropic, Target.of("a", "m"), cut)).contains("\"cut ?\"");
    assertThat(sent(openAi, Target.of("o", "m"), cut)).contains("\"cut ?\"");
  }

  @Test
  void knowsPathHeadersAndPlaceOfTheKey() {
    WireRequest toAnthropic = anthropic.encode(Target.of("a", "m"), HELLO, false);
    WireRequest toOpenAi = openAi.encode(Target.of("o", "m"), HELLO, false);

    assertThat(toAnthropic.path()).isEqualTo("/v1/messages");
    assertThat(toAnthropic.headers())
        .containsExactly(new WireRequest.Header("anthropic-version", "2023-06-01"));
    assertThat(anthropic.keyHeader("k")).isEqualTo(new WireRequest.Header("x-api-key", "k"));
    assertThat(toOpenAi.path()).isEqualTo("/chat/completions");
    assertThat(toOpenAi.headers()).isEmpty();
    assertThat(openAi.keyHeader("k"))
        .isEqualTo(new WireRequest.Header("Authorization", "Bearer k"));
  }

  private static String sent(Codec codec, Target target, ChatRequest request) {
    return new String(codec.encode(target, request, false).body(), UTF_8);
  }

  private static ResponseFormat format(boolean strict) {
    return new ResponseFormat.JsonSchema(
        "animal", JsonMapper.shared().readTree("{\"type\":\"object\"}"), strict);
  }
}
