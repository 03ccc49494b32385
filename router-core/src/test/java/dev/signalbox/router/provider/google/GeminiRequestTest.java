package dev.signalbox.router.provider.google;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Effort;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.ResponseFormat;
import dev.signalbox.router.chat.Role;
import dev.signalbox.router.chat.Sampling;
import dev.signalbox.router.chat.Tool;
import dev.signalbox.router.chat.ToolUse;
import dev.signalbox.router.provider.WireRequest;
import dev.signalbox.router.table.Target;
import java.net.URI;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class GeminiRequestTest {
  private static final ChatRequest HELLO = ChatRequest.of(Message.user("Hello"));
  private static final JsonNode SCHEMA = JsonMapper.shared().readTree("{\"type\":\"object\"}");
  private static final Tool ADD = new Tool("add", "Adds", SCHEMA, false);
  private static final Tool STRICT = new Tool("now", "", SCHEMA, true);

  private final GeminiCodec codec = new GeminiCodec("google");

  @Test
  void namesModelAndMethodInThePath() {
    Target target = Target.of("google", "gemini-3.5-flash");
    WireRequest whole = codec.encode(target, HELLO, false);

    assertThat(whole.path()).isEqualTo("/v1beta/models/gemini-3.5-flash:generateContent");
    assertThat(whole.headers()).isEmpty();
    assertThat(codec.encode(target, HELLO, true).path())
        .isEqualTo("/v1beta/models/gemini-3.5-flash:streamGenerateContent?alt=sse");
    assertThat(codec.encode(Target.of("google", "../x?y"), HELLO, false).path())
        .isEqualTo("/v1beta/models/..%2Fx%3Fy:generateContent");
    assertThat(codec.keyHeader("k")).isEqualTo(new WireRequest.Header("x-goog-api-key", "k"));
  }

  @Test
  void saysNothingThatTheRequestDoesNot() {
    assertThat(sent("gemini-3.5-flash", HELLO))
        .isEqualTo("{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Hello\"}]}]}");
  }

  @Test
  void saysAllThatARequestCanSay() {
    ChatRequest everything =
        ChatRequest.of(
                Message.system("Be brief."),
                new Message(
                    Role.USER,
                    List.of(
                        new Part.Text("Which animal?"),
                        new Part.InlineImage("image/png", "iVBORw0="),
                        new Part.LinkedImage(URI.create("https://a.example/cat.jpg")),
                        new Part.InlinePdf("a.pdf", "JVBERg=="),
                        new Part.LinkedPdf(URI.create("https://a.example/b.pdf")))),
                Message.assistant("A cat."),
                Message.user("Sure?"))
            .change()
            .format(new ResponseFormat.JsonSchema("animal", SCHEMA, true))
            .maxOutputTokens(64)
            .sampling(
                new Sampling(
                    OptionalDouble.of(0.5),
                    OptionalDouble.of(0.9),
                    OptionalInt.of(40),
                    OptionalLong.of(7),
                    OptionalDouble.of(0.1),
                    OptionalDouble.of(0.2)))
            .stop(List.of("END"))
            .effort(Effort.LOW)
            .showReasoning(true)
            .build();

    assertThat(sent("gemini-3.5-flash", everything))
        .isEqualTo(
            """
            {"systemInstruction":{"parts":[{"text":"Be brief."}]},"contents":[\
            {"role":"user","parts":[{"text":"Which animal?"},\
            {"inlineData":{"mimeType":"image/png","data":"iVBORw0="}},\
            {"fileData":{"fileUri":"https://a.example/cat.jpg"}},\
            {"inlineData":{"mimeType":"application/pdf","data":"JVBERg=="}},\
            {"fileData":{"mimeType":"application/pdf","fileUri":"https://a.example/b.pdf"}}]},\
            {"role":"model","parts":[{"text":"A cat."}]},\
            {"role":"user","parts":[{"text":"Sure?"}]}],\
            "generationConfig":{"maxOutputTokens":64,"temperature":0.5,"topP":0.9,"topK":40,\
            "seed":7,"frequencyPenalty":0.1,"presencePenalty":0.2,"stopSequences":["END"],\
            "responseMimeType":"application/json","responseJsonSchema":{"type":"object"},\
            "thinkingConfig":{"thinkingLevel":"low","includeThoughts":true}}}\
            """);
  }

  @Test
  void asksForJsonWithoutASchemaByTheMediaTypeAlone() {
    ChatRequest request = HELLO.change().format(new ResponseFormat.JsonObject()).build();

    assertThat(body("m", request).path("generationConfig"))
        .hasToString("{\"responseMimeType\":\"application/json\"}");
  }

  @Test
  void capsTheAnswerAsTheTargetSaysWhenTheRequestDoesNot() {
    Target capped = Target.of("google", "m").capped(100);

    assertThat(GeminiRequest.body(capped, HELLO).at("/generationConfig/maxOutputTokens").intValue())
        .isEqualTo(100);
  }

  @ParameterizedTest
  @CsvSource({
    "gemini-2.5-flash, NONE, thinkingBudget, 0",
    "gemini-2.5-pro, MINIMAL, thinkingBudget, 512",
    "gemini-2.5-flash-lite-preview-09-2025, LOW, thinkingBudget, 1024",
    "gemini-2.5-flash, MEDIUM, thinkingBudget, 8192",
    "gemini-2.5-flash, HIGH, thinkingBudget, 24576",
    "gemini-2.5-flash, MAX, thinkingBudget, 24576",
    "gemini-3-pro-preview, HIGH, thinkingLevel, high",
    "gemini-3.6-flash, MINIMAL, thinkingLevel, minimal",
    "gemini-pro-latest, LOW, thinkingLevel, low",
    "gemini-12-flash, LOW, thinkingLevel, low",
  })
  void saysHowMuchToReasonAsTheGenerationTakesIt(
      String model, Effort effort, String field, String value) {
    JsonNode config =
        body(model, HELLO.change().effort(effort).build()).at("/generationConfig/thinkingConfig");

    assertThat(config.size()).isEqualTo(1);
    assertThat(config.path(field).asString()).isEqualTo(value);
  }

  @Test
  void offersToolsAndASearch() {
    ChatRequest request = HELLO.change().toolUse(ToolUse.of(ADD)).search(true).build();

    assertThat(body("m", request).path("tools"))
        .hasToString(
            """
            [{"functionDeclarations":[{"name":"add","description":"Adds",\
            "parametersJsonSchema":{"type":"object"}}]},{"googleSearch":{}}]\
            """);
    assertThat(body("m", request).has("toolConfig")).isFalse();
    assertThat(body("m", HELLO.change().search(true).build()).path("tools"))
        .hasToString("[{\"googleSearch\":{}}]");
  }

  @Test
  void saysHowToChooseAmongTools() {
    assertThat(choice(new ToolUse.Choice.Auto())).isEqualTo("{\"mode\":\"VALIDATED\"}");
    assertThat(choice(new ToolUse.Choice.None())).isEqualTo("{\"mode\":\"NONE\"}");
    assertThat(choice(new ToolUse.Choice.Required())).isEqualTo("{\"mode\":\"ANY\"}");
    assertThat(choice(new ToolUse.Choice.Named("now")))
        .isEqualTo("{\"mode\":\"ANY\",\"allowedFunctionNames\":[\"now\"]}");
  }

  @Test
  void putsTheResultsOfOneTurnTogether() {
    ChatRequest request =
        HELLO.followedBy(
            calls(call("c1", "{\"a\":1}"), call("", "no JSON")),
            Message.toolResults(new Part.ToolResult("c1", "add", "3", false)),
            Message.toolResults(new Part.ToolResult("", "add", "broken", true)),
            Message.user("And?"));

    assertThat(body("gemini-2.5-flash", request).path("contents"))
        .hasToString(
            """
            [{"role":"user","parts":[{"text":"Hello"}]},{"role":"model","parts":[\
            {"functionCall":{"id":"c1","name":"add","args":{"a":1}}},\
            {"functionCall":{"name":"add","args":{"arguments":"no JSON"}}}]},\
            {"role":"user","parts":[\
            {"functionResponse":{"id":"c1","name":"add","response":{"output":"3"}}},\
            {"functionResponse":{"name":"add","response":{"error":"broken"}}}]},\
            {"role":"user","parts":[{"text":"And?"}]}]\
            """);
  }

  @Test
  void marksCallsThatAnotherModelMadeWhereSignaturesAreRequired() {
    ChatRequest foreign = HELLO.followedBy(calls(call("c1", "{}"), call("c2", "{}")));
    ChatRequest own = HELLO.followedBy(calls(call("c1", "{}"), signature("s"), call("c2", "{}")));

    assertThat(body("gemini-3.5-flash", foreign).findValuesAsString("thoughtSignature"))
        .containsExactly("skip_thought_signature_validator");
    assertThat(body("gemini-3.5-flash", own).findValuesAsString("thoughtSignature"))
        .containsExactly("s");
    assertThat(body("gemini-2.5-flash", foreign).findValuesAsString("thoughtSignature")).isEmpty();
  }

  @Test
  void leavesOutReasoningAndEmptyTexts() {
    Message reasoned =
        new Message(Role.ASSISTANT, List.of(new Part.Reasoning("hm"), new Part.Text("")));

    assertThat(body("m", HELLO.followedBy(reasoned)).path("contents").size()).isEqualTo(1);
  }

  private static Part signature(String signature) {
    return new Part.Bound(
        "google", JsonMapper.shared().createObjectNode().put(GeminiContent.SIGNATURE, signature));
  }

  private static String choice(ToolUse.Choice choice) {
    ToolUse use = new ToolUse(List.of(ADD, STRICT), choice, true);
    return body("m", HELLO.change().toolUse(use).build())
        .at("/toolConfig/functionCallingConfig")
        .toString();
  }

  private static Message calls(Part... calls) {
    return new Message(Role.ASSISTANT, List.of(calls));
  }

  private static Part call(String id, String arguments) {
    return new Part.ToolCall(id, "add", arguments);
  }

  private String sent(String model, ChatRequest request) {
    return new String(codec.encode(Target.of("google", model), request, false).body(), UTF_8);
  }

  private static JsonNode body(String model, ChatRequest request) {
    return GeminiRequest.body(Target.of("google", model), request);
  }
}
