package dev.signalbox.router.provider.responses;

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
import dev.signalbox.router.provider.Json;
import dev.signalbox.router.table.Target;
import java.net.URI;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is said to OpenAI's Responses. */
final class OpenAiResponsesRequestTest {
  private static final ChatRequest HELLO = ChatRequest.of(Message.user("Hello"));
  private static final String INPUT =
      "\"input\":[{\"type\":\"message\",\"role\":\"user\",\"content\":\"Hello\"}]";
  private static final Tool ADD = tool(true);

  private final OpenAiResponsesCodec codec = new OpenAiResponsesCodec("openai");

  @Test
  void saysNoMoreThanItHasTo() {
    assertThat(sent("gpt-5.6-sol", HELLO))
        .isEqualTo(
            "{"
                + INPUT
                + ",\"store\":false,\"model\":\"gpt-5.6-sol\","
                + "\"include\":[\"reasoning.encrypted_content\"]}");
  }

  @Test
  void asksModelsThatDoNotReasonForNoReasoning() {
    ChatRequest curious = HELLO.change().showReasoning(true).build();

    for (String model : List.of("gpt-4o-mini", "ft:gpt-4.1:us", "gpt-5-chat-latest")) {
      assertThat(sent(model, curious))
          .isEqualTo("{" + INPUT + ",\"store\":false,\"model\":\"" + model + "\"}");
    }
  }

  @Test
  void saysAllThatCanBeSaid() {
    ChatRequest everything =
        HELLO
            .change()
            .messages(
                List.of(
                    Message.system("Be brief."),
                    new Message(
                        Role.USER,
                        List.of(
                            new Part.Text("What is this?"),
                            new Part.InlineImage("image/png", "iVBORw0="),
                            new Part.LinkedImage(URI.create("https://a.example/cat.jpg")),
                            new Part.InlinePdf("a.pdf", "JVBERi0="),
                            new Part.LinkedPdf(URI.create("https://a.example/b.pdf")))),
                    Message.assistant("A cat."),
                    Message.system("Be briefer."),
                    Message.user("Sure?")))
            .format(new ResponseFormat.JsonSchema("animal", schema(), true))
            .maxOutputTokens(64)
            .sampling(Sampling.of(OptionalDouble.of(0.5), OptionalDouble.of(0.9)))
            .toolUse(new ToolUse(List.of(ADD), new ToolUse.Choice.Named("add"), false))
            .effort(Effort.HIGH)
            .showReasoning(true)
            .search(true)
            .build();

    byte[] body = codec.encode(Target.of("openai", "m"), everything, true).body();

    assertThat(new String(body, UTF_8))
        .isEqualTo(
            """
            {"instructions":"Be brief.","input":[\
            {"type":"message","role":"user","content":[\
            {"type":"input_text","text":"What is this?"},\
            {"type":"input_image","image_url":"data:image/png;base64,iVBORw0="},\
            {"type":"input_image","image_url":"https://a.example/cat.jpg"},\
            {"type":"input_file","filename":"a.pdf",\
            "file_data":"data:application/pdf;base64,JVBERi0="},\
            {"type":"input_file","file_url":"https://a.example/b.pdf"}]},\
            {"type":"message","role":"assistant","content":"A cat."},\
            {"type":"message","role":"system","content":"Be briefer."},\
            {"type":"message","role":"user","content":"Sure?"}],\
            "max_output_tokens":64,"temperature":0.5,"top_p":0.9,\
            "tools":[{"type":"function","name":"add","description":"Adds.",\
            "parameters":{"type":"object"},"strict":true},{"type":"web_search"}],\
            "tool_choice":{"type":"function","name":"add"},"parallel_tool_calls":false,\
            "reasoning":{"effort":"high","summary":"auto"},"store":false,"stream":true,\
            "model":"m","text":{"format":{"type":"json_schema","name":"animal","strict":true,\
            "schema":{"type":"object"}}},"max_tool_calls":5,\
            "include":["reasoning.encrypted_content"]}\
            """);
  }

  @Test
  void asksForJsonWithoutASchema() {
    assertThat(sent("m", HELLO.change().format(new ResponseFormat.JsonObject()).build()))
        .contains("\"text\":{\"format\":{\"type\":\"json_object\"}}");
  }

  @Test
  void saysThatAToolIsNotStrictForSilenceWouldMakeItSo() {
    assertThat(sent("m", HELLO.change().toolUse(ToolUse.of(tool(false))).build()))
        .contains("\"parameters\":{\"type\":\"object\"},\"strict\":false}");
  }

  @Test
  void leavesTheSearchAllowedWhereNoOtherToolIs() {
    ChatRequest request =
        HELLO.change().toolUse(new ToolUse(List.of(ADD), new ToolUse.Choice.None(), true)).build();

    assertThat(sent("m", request)).contains("\"tool_choice\":\"none\"");
    assertThat(sent("m", request.change().search(true).build()))
        .contains(
            "\"tool_choice\":{\"type\":\"allowed_tools\",\"mode\":\"auto\","
                + "\"tools\":[{\"type\":\"web_search\"}]}");
  }

  @Test
  void passesOnWhatTheApiMayRefuseRatherThanDropIt() {
    assertThat(sent("m", HELLO.change().stop(List.of("END")).build()))
        .contains("\"stop\":[\"END\"]");
  }

  @Test
  void takesTheTargetsCapWhereTheRequestHasNone() {
    byte[] body = codec.encode(Target.of("openai", "m").capped(9), HELLO, false).body();

    assertThat(new String(body, UTF_8)).contains("\"max_output_tokens\":9");
  }

  @Test
  void givesCallsOfOtherProvidersIdsThatAreTakenHere() {
    String longId = "call_" + "x".repeat(80);
    ChatRequest request =
        HELLO.followedBy(
            new Message(
                Role.ASSISTANT,
                List.of(
                    new Part.ToolCall("", "add", "{\"a\":1}"),
                    new Part.ToolCall("", "add", "{\"a\":2}"),
                    new Part.ToolCall(longId, "add", ""))),
            Message.toolResults(
                new Part.ToolResult("", "add", "1", false),
                new Part.ToolResult("", "add", "2", false),
                new Part.ToolResult(longId, "add", "3", true)));

    List<String> ids =
        Json.object(sent("m", request)).orElseThrow().path("input").findValuesAsString("call_id");

    assertThat(ids).hasSize(6).allSatisfy(id -> assertThat(id).hasSizeBetween(1, 64));
    assertThat(ids.subList(0, 3)).doesNotHaveDuplicates().isEqualTo(ids.subList(3, 6));
    assertThat(sent("m", request)).contains("\"arguments\":\"{}\"");
  }

  private String sent(String model, ChatRequest request) {
    return new String(codec.encode(Target.of("openai", model), request, false).body(), UTF_8);
  }

  private static Tool tool(boolean strict) {
    return new Tool("add", "Adds.", schema(), strict);
  }

  private static JsonNode schema() {
    return Json.newObject().put("type", "object");
  }
}
