package dev.signalbox.router.provider.openai;

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
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class OpenAiChatRequestTest {
  private static final ChatRequest HELLO = ChatRequest.of(Message.user("Hello"));
  private static final Target TARGET = Target.of("p", "m");
  private static final Tool ADD = new Tool("add", "Adds.", tree("{\"type\":\"object\"}"), true);
  private static final Tool NOW = new Tool("now", "", tree("{\"type\":\"object\"}"), false);

  @Test
  void offersToolsAndSaysHowToChoose() {
    ToolUse use = new ToolUse(List.of(ADD, NOW), new ToolUse.Choice.Named("add"), false);

    JsonNode sent = sent(Dialect.OPENAI, HELLO.change().toolUse(use).build());

    assertThat(sent.path("tools"))
        .isEqualTo(
            tree(
                """
                [{"type":"function","function":{"name":"add","description":"Adds.",\
                "parameters":{"type":"object"},"strict":true}},\
                {"type":"function","function":{"name":"now","parameters":{"type":"object"}}}]\
                """));
    assertThat(sent.path("tool_choice"))
        .isEqualTo(tree("{\"type\":\"function\",\"function\":{\"name\":\"add\"}}"));
    assertThat(sent.path("parallel_tool_calls").booleanValue()).isFalse();
  }

  @Test
  void leavesUnsaidWhatIsSoAnyway() {
    JsonNode sent = sent(Dialect.OPENAI, HELLO.change().toolUse(ToolUse.of(NOW)).build());

    assertThat(sent.propertyNames()).containsExactly("model", "messages", "tools");
  }

  @Test
  void tellsOfToolCallsAndWhatCameOfThem() {
    ChatRequest request =
        HELLO.followedBy(
            new Message(
                Role.ASSISTANT,
                List.of(
                    new Part.Reasoning("Let me see."),
                    new Part.ToolCall("call_1", "add", "{\"a\":1}"),
                    new Part.ToolCall("call_2", "now", ""))),
            Message.toolResults(
                new Part.ToolResult("call_1", "add", "2", false),
                new Part.ToolResult("call_2", "now", "no clock", true)));

    assertThat(turns(Dialect.OPENAI, request))
        .isEqualTo(
            tree(
                """
                [{"role":"user","content":"Hello"},{"role":"assistant","content":null,\
                "tool_calls":[{"id":"call_1","type":"function","function":{"name":"add",\
                "arguments":"{\\"a\\":1}"}},{"id":"call_2","type":"function",\
                "function":{"name":"now","arguments":"{}"}}]},\
                {"role":"tool","tool_call_id":"call_1","content":"2"},\
                {"role":"tool","tool_call_id":"call_2","content":"no clock"}]\
                """));
  }

  @Test
  void givesIdsToCallsThatCameWithoutOne() {
    Part.ToolCall call = new Part.ToolCall("", "add", "{}");
    Part.ToolCall other = new Part.ToolCall("", "now", "{}");
    ChatRequest request =
        HELLO.followedBy(
            new Message(Role.ASSISTANT, List.of(call, other, call)),
            Message.toolResults(
                new Part.ToolResult("", "now", "late", false),
                new Part.ToolResult("", "add", "first", false),
                new Part.ToolResult("", "add", "second", false)));

    JsonNode turns = turns(Dialect.OPENAI, request);

    assertThat(turns.path(1).findValuesAsString("id"))
        .containsExactly("call_1", "call_2", "call_3");
    assertThat(turns.findValuesAsString("tool_call_id"))
        .containsExactly("call_2", "call_1", "call_3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"toolu_01QXVkPZYABFNhTASu9uBdEM", "", "call_1"})
  void givesMistralShortIdsOnly(String id) {
    ChatRequest request =
        HELLO.followedBy(
            new Message(Role.ASSISTANT, List.of(new Part.ToolCall(id, "add", "{}"))),
            Message.toolResults(new Part.ToolResult(id, "add", "2", false)));

    JsonNode turns = turns(Dialect.of("mistral"), request);

    String sent = turns.at("/1/tool_calls/0/id").stringValue();
    assertThat(sent).matches("[a-z0-9]{9}");
    assertThat(turns.at("/2/tool_call_id").stringValue()).isEqualTo(sent);
    assertThat(turns(Dialect.of("mistral"), request)).isEqualTo(turns);
  }

  @Test
  void leavesIdsThatFitAsTheyAreAndShortensOthers() {
    CallIds ids = new CallIds(false);

    assertThat(ids.of(new Part.ToolCall("a".repeat(40), "t", "{}"))).isEqualTo("a".repeat(40));
    assertThat(ids.of(new Part.ToolCall("a".repeat(41), "t", "{}"))).hasSize(9);
    assertThat(new CallIds(true).of(new Part.ToolCall("uNfcQGgtW", "t", "{}")))
        .isEqualTo("uNfcQGgtW");
  }

  @Test
  void sendsDocumentsAsFiles() {
    Message message =
        new Message(
            Role.USER,
            List.of(
                new Part.Text("Summarise."),
                new Part.InlinePdf("a.pdf", "JVBERi0="),
                new Part.LinkedPdf(URI.create("https://a.example/b.pdf"))));

    assertThat(turns(Dialect.OPENAI, ChatRequest.of(message)).at("/0/content"))
        .isEqualTo(
            tree(
                """
                [{"type":"text","text":"Summarise."},{"type":"file","file":{"filename":"a.pdf",\
                "file_data":"data:application/pdf;base64,JVBERi0="}},{"type":"file","file":\
                {"filename":"document.pdf","file_data":"https://a.example/b.pdf"}}]\
                """));
  }

  @Test
  void sendsNothingOfATurnInWhichOnlyReasoningWasSeen() {
    ChatRequest request =
        HELLO.followedBy(
            new Message(Role.ASSISTANT, List.of(new Part.Reasoning("Hm."))), Message.user("Well?"));

    assertThat(turns(Dialect.OPENAI, request).findValuesAsString("role"))
        .containsExactly("user", "user");
  }

  @Test
  void asksForJsonOfAnyShape() {
    ChatRequest request = HELLO.change().format(new ResponseFormat.JsonObject()).build();

    assertThat(sent(Dialect.OPENAI, request).path("response_format"))
        .isEqualTo(tree("{\"type\":\"json_object\"}"));
  }

  @Test
  void sendsEverySettingOfTheSampling() {
    Sampling sampling =
        new Sampling(
            OptionalDouble.of(0.5),
            OptionalDouble.of(0.9),
            OptionalInt.of(40),
            OptionalLong.of(7),
            OptionalDouble.of(-1),
            OptionalDouble.of(1));

    assertThat(sent(Dialect.OPENAI, HELLO.change().sampling(sampling).build()).toString())
        .endsWith(
            "\"temperature\":0.5,\"top_p\":0.9,\"top_k\":40,\"seed\":7,"
                + "\"frequency_penalty\":-1.0,\"presence_penalty\":1.0}");
  }

  @Test
  void looksThingsUpWhereTheModelCan() {
    assertThat(sent(Dialect.OPENAI, HELLO.change().search(true).build()).path("web_search_options"))
        .isEqualTo(tree("{}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "openai | max_completion_tokens seed reasoning_effort stream stream_options | true",
        "azure | max_completion_tokens seed reasoning_effort stream stream_options | true",
        "xai | max_completion_tokens seed reasoning_effort stream stream_options | true",
        "mistral | max_tokens random_seed reasoning_effort stream | true",
        "openrouter | max_tokens seed reasoning stream stream_options | true",
        "groq | max_completion_tokens seed reasoning_effort stream stream_options | false",
        "together | max_tokens seed reasoning_effort stream | false",
        "cerebras | max_completion_tokens seed reasoning_effort stream | true",
        "deepseek | max_tokens seed reasoning_effort stream stream_options | false",
        "ollama | max_tokens seed reasoning_effort stream stream_options | false",
        "vllm | max_tokens seed reasoning_effort stream stream_options | false",
        "mine | max_tokens seed reasoning_effort stream stream_options | false",
      })
  void saysToEachServerWhatItKnows(String vendor, String fields, boolean strict) {
    Sampling seeded =
        new Sampling(
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalInt.empty(),
            OptionalLong.of(7),
            OptionalDouble.empty(),
            OptionalDouble.empty());
    ChatRequest request =
        HELLO
            .change()
            .maxOutputTokens(64)
            .sampling(seeded)
            .effort(Effort.LOW)
            .format(new ResponseFormat.JsonSchema("n", tree("{}"), true))
            .build();

    JsonNode sent = sent(Dialect.of(vendor), request, true);

    assertThat(sent.propertyNames())
        .containsExactlyInAnyOrder(("model messages response_format " + fields).split(" "));
    assertThat(sent.at("/response_format/json_schema").has("strict")).isEqualTo(strict);
  }

  @Test
  void handsAzureItsKeyInAHeaderOfItsOwn() {
    assertThat(new OpenAiChatCodec("p", Dialect.of("azure")).keyHeader("k"))
        .isEqualTo(new WireRequest.Header("api-key", "k"));
    assertThat(new OpenAiChatCodec("p", Dialect.of("groq")).keyHeader("k"))
        .isEqualTo(new WireRequest.Header("Authorization", "Bearer k"));
  }

  private static JsonNode turns(Dialect dialect, ChatRequest request) {
    return sent(dialect, request).path("messages");
  }

  private static JsonNode sent(Dialect dialect, ChatRequest request) {
    return sent(dialect, request, false);
  }

  private static JsonNode sent(Dialect dialect, ChatRequest request, boolean streamed) {
    WireRequest wire = new OpenAiChatCodec("p", dialect).encode(TARGET, request, streamed);
    return tree(new String(wire.body(), UTF_8));
  }

  private static JsonNode tree(String json) {
    return JsonMapper.shared().readTree(json);
  }
}
