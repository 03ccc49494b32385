package dev.signalbox.router.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Effort;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.ResponseFormat;
import dev.signalbox.router.chat.Role;
import dev.signalbox.router.chat.Tool;
import dev.signalbox.router.chat.ToolUse;
import dev.signalbox.router.table.Target;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class AnthropicRequestTest {
  private static final ChatRequest HELLO = ChatRequest.of(Message.user("Hello"));
  private static final JsonNode SCHEMA = JsonMapper.shared().readTree("{\"type\":\"object\"}");
  private static final Tool ADD = new Tool("add", "Adds", SCHEMA, true);
  private static final Tool NOW = new Tool("now", "", SCHEMA, false);

  @Test
  void asksForAStreamOnlyWhenOneIsWanted() {
    assertThat(
            AnthropicRequest.body(Target.of("a", "m"), HELLO, true).path("stream").booleanValue())
        .isTrue();
    assertThat(AnthropicRequest.body(Target.of("a", "m"), HELLO, false).has("stream")).isFalse();
  }

  @Test
  void offersToolsAndASearchWithALimit() {
    ChatRequest request = HELLO.change().toolUse(ToolUse.of(ADD, NOW)).search(true).build();

    assertThat(body("m", request).path("tools"))
        .hasToString(
            """
            [{"name":"add","description":"Adds","input_schema":{"type":"object"},"strict":true},\
            {"name":"now","input_schema":{"type":"object"}},\
            {"type":"web_search_20250305","name":"web_search","max_uses":5}]\
            """);
    assertThat(body("m", request).has("tool_choice")).isFalse();
  }

  @Test
  void saysHowToChooseAmongTools() {
    assertThat(choice(new ToolUse.Choice.Auto(), false))
        .isEqualTo("{\"type\":\"auto\",\"disable_parallel_tool_use\":true}");
    assertThat(choice(new ToolUse.Choice.None(), false)).isEqualTo("{\"type\":\"none\"}");
    assertThat(choice(new ToolUse.Choice.Required(), true)).isEqualTo("{\"type\":\"any\"}");
    assertThat(choice(new ToolUse.Choice.Named("now"), false))
        .isEqualTo("{\"type\":\"tool\",\"name\":\"now\",\"disable_parallel_tool_use\":true}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "claude-haiku-4-5-20251001 | LOW | 8192 | {\"type\":\"enabled\",\"budget_tokens\":1638}",
        "claude-opus-4-5 | HIGH | 10000 | {\"type\":\"enabled\",\"budget_tokens\":8000}",
        "claude-3-7-sonnet-20250219 | LOW | 2000 | {\"type\":\"enabled\",\"budget_tokens\":1024}",
        "claude-4-sonnet-20250514 | MAX | 1025 | {\"type\":\"enabled\",\"budget_tokens\":1024}",
        "claude-sonnet-4-20250514 | MAX | 1024 | ''",
        "claude-haiku-4-5 | NONE | 8192 | ''",
        "claude-opus-4-6 | NONE | 8192 | {\"type\":\"disabled\"}",
        "claude-opus-4-6-20260205 | LOW | 100 | {\"type\":\"adaptive\"}",
        "claude-sonnet-5 | XHIGH | 100 | {\"type\":\"adaptive\"}",
        "claude-fable-5-1 | MAX | 100 | {\"type\":\"adaptive\"}",
      })
  void saysHowMuchToReasonAsTheGenerationTakesIt(
      String model, Effort effort, int cap, String thinking) {
    JsonNode body = body(model, HELLO.change().effort(effort).maxOutputTokens(cap).build());

    assertThat(body.has("thinking") ? body.path("thinking").toString() : "").isEqualTo(thinking);
    assertThat(body.at("/output_config/effort").stringValue(""))
        .isEqualTo(thinking.contains("adaptive") ? effort.key() : "");
  }

  @Test
  void showsReasoningWhereThereIsAny() {
    ChatRequest shown = HELLO.change().showReasoning(true).build();
    ChatRequest low = shown.change().effort(Effort.LOW).maxOutputTokens(2000).build();

    assertThat(body("claude-opus-4-7", shown).path("thinking"))
        .hasToString("{\"type\":\"adaptive\",\"display\":\"summarized\"}");
    assertThat(body("claude-haiku-4-5", low).path("thinking"))
        .hasToString("{\"type\":\"enabled\",\"budget_tokens\":1024,\"display\":\"summarized\"}");
    assertThat(body("claude-haiku-4-5", shown).has("thinking")).isFalse();
    assertThat(body("claude-opus-4-7", HELLO).has("thinking")).isFalse();
  }

  @Test
  void keepsEffortAndSchemaTogether() {
    ChatRequest request =
        HELLO
            .change()
            .effort(Effort.LOW)
            .format(new ResponseFormat.JsonSchema("x", SCHEMA, true))
            .build();

    assertThat(body("claude-opus-5", request).path("output_config"))
        .hasToString(
            "{\"effort\":\"low\",\"format\":{\"type\":\"json_schema\","
                + "\"schema\":{\"type\":\"object\"}}}");
  }

  @Test
  void sendsDocuments() {
    ChatRequest request =
        ChatRequest.of(
            new Message(
                Role.USER,
                List.of(
                    new Part.InlinePdf("a.pdf", "JVBERg=="),
                    new Part.LinkedPdf(URI.create("https://a.example/b.pdf")))));

    assertThat(body("m", request).at("/messages/0/content"))
        .hasToString(
            """
            [{"type":"document","source":{"type":"base64","media_type":"application/pdf",\
            "data":"JVBERg=="},"title":"a.pdf"},\
            {"type":"document","source":{"type":"url","url":"https://a.example/b.pdf"}}]\
            """);
  }

  @Test
  void putsAllResultsOfOneTurnBeforeWhatTheUserSaysThen() {
    ChatRequest request =
        HELLO.followedBy(
            calls(call("c1", "{\"a\":1}"), call("c2", "")),
            Message.toolResults(new Part.ToolResult("c1", "add", "3", false)),
            Message.toolResults(new Part.ToolResult("c2", "add", "broken", true)),
            Message.user("And?"));

    assertThat(body("m", request).path("messages"))
        .hasToString(
            """
            [{"role":"user","content":"Hello"},{"role":"assistant","content":[\
            {"type":"tool_use","id":"c1","name":"add","input":{"a":1}},\
            {"type":"tool_use","id":"c2","name":"add","input":{}}]},\
            {"role":"user","content":[\
            {"type":"tool_result","tool_use_id":"c1","content":"3"},\
            {"type":"tool_result","tool_use_id":"c2","content":"broken","is_error":true},\
            {"type":"text","text":"And?"}]}]\
            """);
  }

  @Test
  void makesCallsOfOtherModelsFitForThisApi() {
    ChatRequest request =
        HELLO.followedBy(
            calls(call("", "{}"), call("", "not JSON"), call("functions.add:0", "[1]")),
            Message.toolResults(
                new Part.ToolResult("", "add", "1", false),
                new Part.ToolResult("", "add", "2", false),
                new Part.ToolResult("functions.add:0", "add", "3", false)));

    JsonNode turns = body("m", request).path("messages");

    assertThat(turns.path(1).findValuesAsString("id"))
        .containsExactly("call_0", "call_1", "functions_add_0");
    assertThat(turns.path(2).findValuesAsString("tool_use_id"))
        .containsExactly("call_0", "call_1", "functions_add_0");
    assertThat(turns.path(1).findValues("input").stream().map(JsonNode::toString))
        .containsExactly("{}", "{\"arguments\":\"not JSON\"}", "{\"arguments\":\"[1]\"}");
  }

  @Test
  void sendsReasoningBackInItsSignedFormOnly() {
    JsonNode thinking =
        JsonMapper.shared()
            .readTree("{\"type\":\"thinking\",\"thinking\":\"hm\",\"signature\":\"s\"}");
    ChatRequest request =
        HELLO.followedBy(
            new Message(
                Role.ASSISTANT,
                List.of(
                    new Part.Reasoning("hm"),
                    new Part.Bound("a", thinking),
                    new Part.Text(""),
                    new Part.Text("Hi"))),
            new Message(Role.ASSISTANT, List.of(new Part.Reasoning("hm"))),
            Message.user("Go on"));

    assertThat(body("m", request).path("messages"))
        .hasToString(
            """
            [{"role":"user","content":"Hello"},{"role":"assistant","content":[\
            {"type":"thinking","thinking":"hm","signature":"s"},{"type":"text","text":"Hi"}]},\
            {"role":"user","content":"Go on"}]\
            """);
  }

  private static String choice(ToolUse.Choice choice, boolean parallel) {
    ToolUse use = new ToolUse(List.of(ADD, NOW), choice, parallel);
    return body("m", HELLO.change().toolUse(use).build()).path("tool_choice").toString();
  }

  private static Message calls(Part... calls) {
    return new Message(Role.ASSISTANT, List.of(calls));
  }

  private static Part call(String id, String arguments) {
    return new Part.ToolCall(id, "add", arguments);
  }

  private static JsonNode body(String model, ChatRequest request) {
    return AnthropicRequest.body(Target.of("a", model), request, false);
  }
}
