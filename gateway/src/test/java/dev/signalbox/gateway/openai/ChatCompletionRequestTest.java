package dev.signalbox.gateway.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.gateway.testing.RecordedExchanges;
import dev.signalbox.router.catalog.Catalog;
import dev.signalbox.router.catalog.Model;
import dev.signalbox.router.chat.Attribution;
import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Effort;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.ResponseFormat;
import dev.signalbox.router.chat.Role;
import dev.signalbox.router.chat.Sampling;
import dev.signalbox.router.chat.Tool;
import dev.signalbox.router.chat.ToolUse;
import dev.signalbox.router.chat.Usage;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.provider.WireResponse;
import dev.signalbox.router.provider.openai.OpenAiChatCodec;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

final class ChatCompletionRequestTest {
  private static final Model GPT_4O = Catalog.shipped().model("openai", "gpt-4o").orElseThrow();
  private static final String QUESTION = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";

  @Test
  void readsWhomAndWhatACallIsFor() {
    assertThat(
            read(with(
                    """
                    "user": "u-17", "safety_identifier": "hash-of-u-17",
                    "metadata": {"prompt_version": "7", "feature": "search", "team": "shop"}
                    """))
                .chat()
                .attribution())
        .isEqualTo(
            Attribution.NONE
                .withUser("u-17")
                .withPromptVersion("7")
                .withTags(new TreeSet<>(Set.of("feature=search", "team=shop"))));
    assertThat(read(with("\"safety_identifier\": \"h\"")).chat().attribution().user())
        .contains("h");
  }

  @Test
  void readsEverythingThatCanBeHonoured() {
    ChatCompletionRequest request =
        read(
            """
            {
              "model": "task/extraction",
              "messages": [
                {"role": "system", "content": "Be brief."},
                {"role": "developer", "content": [{"type": "text", "text": "And exact."}]},
                {"role": "user", "content": [
                  {"type": "text", "text": "What is this?"},
                  {"type": "image_url", "image_url": {"url": "data:image/PNG;base64,AAEC", "detail": "auto"}},
                  {"type": "image_url", "image_url": {"url": "https://example.org/a.png"}}]},
                {"role": "assistant", "content": "A cat."},
                {"role": "user", "content": "Sure?"}
              ],
              "response_format": {"type": "json_schema", "json_schema":
                {"name": "animal", "strict": true, "schema": {"type": "object"}}},
              "max_completion_tokens": 64,
              "temperature": 0.2,
              "top_p": 0.9,
              "seed": 12345678901,
              "frequency_penalty": -0.5,
              "presence_penalty": 2,
              "stop": ["END", "\\n\\n"],
              "reasoning_effort": "xhigh",
              "web_search_options": {},
              "prompt_cache_key": "chat-17"
            }
            """);

    assertThat(request.task()).isEqualTo("extraction");
    assertThat(request.chat().messages())
        .containsExactly(
            Message.system("Be brief."),
            Message.system("And exact."),
            new Message(
                Role.USER,
                List.of(
                    new Part.Text("What is this?"),
                    new Part.InlineImage("image/png", "AAEC"),
                    new Part.LinkedImage(URI.create("https://example.org/a.png")))),
            Message.assistant("A cat."),
            Message.user("Sure?"));
    assertThat(request.chat().format())
        .isInstanceOfSatisfying(
            ResponseFormat.JsonSchema.class,
            format -> {
              assertThat(format.name()).isEqualTo("animal");
              assertThat(format.strict()).isTrue();
              assertThat(format.schema()).hasToString("{\"type\":\"object\"}");
            });
    assertThat(request.chat().maxOutputTokens()).hasValue(64);
    assertThat(request.chat().sampling())
        .isEqualTo(
            new Sampling(
                OptionalDouble.of(0.2),
                OptionalDouble.of(0.9),
                OptionalInt.empty(),
                OptionalLong.of(12_345_678_901L),
                OptionalDouble.of(-0.5),
                OptionalDouble.of(2)));
    assertThat(request.chat().stop()).containsExactly("END", "\n\n");
    assertThat(request.chat().effort()).contains(Effort.XHIGH);
    assertThat(request.chat().search()).isTrue();
    assertThat(request.chat().conversation()).contains("chat-17");
  }

  @Test
  void readsPdfs() {
    ChatCompletionRequest request =
        read(
            """
            {"model": "t", "messages": [{"role": "user", "content": [
              {"type": "file", "file":
                {"filename": "bill.pdf", "file_data": "data:application/pdf;base64,AAEC"}},
              {"type": "file", "file": {"file_data": "data:application/pdf;base64,AAEC"}},
              {"type": "file", "file": {"file_data": "https://example.org/a.pdf"}}]}]}
            """);

    assertThat(request.chat().messages().getFirst().parts())
        .containsExactly(
            new Part.InlinePdf("bill.pdf", "AAEC"),
            new Part.InlinePdf("document.pdf", "AAEC"),
            new Part.LinkedPdf(URI.create("https://example.org/a.pdf")));
  }

  @Test
  void readsToolsAndHowToChooseAmongThem() {
    String tools =
        """
        ,"tools": [
          {"type": "function", "function": {"name": "weather", "description": "Of a city",
            "parameters": {"type": "object", "required": ["city"]}, "strict": true}},
          {"type": "function", "function": {"name": "clock"}}]
        """;

    ToolUse use = read("{\"model\":\"t\"," + QUESTION + tools + "}").chat().toolUse();

    assertThat(use.tools())
        .extracting(
            Tool::name, Tool::description, Tool::strict, tool -> tool.parameters().toString())
        .containsExactly(
            tuple("weather", "Of a city", true, "{\"type\":\"object\",\"required\":[\"city\"]}"),
            tuple("clock", "", false, "{\"type\":\"object\",\"properties\":{}}"));
    assertThat(use.choice()).isEqualTo(new ToolUse.Choice.Auto());
    assertThat(use.parallel()).isTrue();
    assertThat(choice(tools, "\"none\"")).isEqualTo(new ToolUse.Choice.None());
    assertThat(choice(tools, "\"required\"")).isEqualTo(new ToolUse.Choice.Required());
    assertThat(choice(tools, "{\"type\":\"function\",\"function\":{\"name\":\"clock\"}}"))
        .isEqualTo(new ToolUse.Choice.Named("clock"));
    assertThat(
            read("{\"model\":\"t\"," + QUESTION + tools + ",\"parallel_tool_calls\":false}")
                .chat()
                .toolUse()
                .parallel())
        .isFalse();
  }

  private static ToolUse.Choice choice(String tools, String choice) {
    return read("{\"model\":\"t\"," + QUESTION + tools + ",\"tool_choice\":" + choice + "}")
        .chat()
        .toolUse()
        .choice();
  }

  @Test
  void readsToolCallsAndWhatCameOfThem() {
    ChatCompletionRequest request =
        read(
            """
            {"model": "t", "messages": [
              {"role": "user", "content": "Where is it warmer, and how late is it?"},
              {"role": "assistant", "content": "", "tool_calls": [
                {"id": "a", "type": "function",
                  "function": {"name": "weather", "arguments": "{\\"city\\":\\"Rome\\"}"}},
                {"id": "b", "type": "function",
                  "function": {"name": "clock", "arguments": "{}"}}]},
              {"role": "tool", "tool_call_id": "b", "content": "noon"},
              {"role": "tool", "tool_call_id": "a", "content": [
                {"type": "text", "text": "31 "}, {"type": "text", "text": "degrees"}]},
              {"role": "assistant", "content": "Once more.", "tool_calls": [
                {"id": "c", "type": "function",
                  "function": {"name": "weather", "arguments": "{}"}}]},
              {"role": "tool", "tool_call_id": "c", "content": ""}]}
            """);

    assertThat(request.chat().messages().subList(1, 5))
        .containsExactly(
            new Message(
                Role.ASSISTANT,
                List.of(
                    new Part.ToolCall("a", "weather", "{\"city\":\"Rome\"}"),
                    new Part.ToolCall("b", "clock", "{}"))),
            Message.toolResults(
                new Part.ToolResult("b", "clock", "noon", false),
                new Part.ToolResult("a", "weather", "31 degrees", false)),
            new Message(
                Role.ASSISTANT,
                List.of(new Part.Text("Once more."), new Part.ToolCall("c", "weather", "{}"))),
            Message.toolResults(new Part.ToolResult("c", "weather", "", false)));
  }

  @Test
  void readsJsonMode() {
    assertThat(
            read("{\"model\":\"t\","
                    + QUESTION
                    + ",\"response_format\":{\"type\":\"json_object\"}}")
                .chat()
                .format())
        .isEqualTo(new ResponseFormat.JsonObject());
  }

  @Test
  void movesTheDescriptionOfAFormatIntoItsSchema() {
    ChatCompletionRequest request =
        read(
            "{\"model\":\"t\","
                + QUESTION
                + ",\"response_format\":{\"type\":\"json_schema\",\"json_schema\":"
                + "{\"name\":\"a\",\"schema\":{\"type\":\"object\"},\"description\":\"An animal\"}}}");

    assertThat(request.chat().format())
        .isInstanceOfSatisfying(
            ResponseFormat.JsonSchema.class,
            format ->
                assertThat(format.schema())
                    .hasToString("{\"type\":\"object\",\"description\":\"An animal\"}"));
  }

  @Test
  void leavesWhatIsNotGivenToTheTarget() {
    ChatCompletionRequest request = read("{\"model\":\"extraction\"," + QUESTION + "}");

    assertThat(request.task()).isEqualTo("extraction");
    assertThat(request.chat().format()).isEqualTo(new ResponseFormat.FreeText());
    assertThat(request.chat().maxOutputTokens()).isEmpty();
    assertThat(request.chat().sampling().isDefault()).isTrue();
    assertThat(request.chat().stop()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"store\":false",
        "\"stream\":false",
        "\"n\":1",
        "\"logprobs\":false",
        "\"presence_penalty\":0.0",
        "\"frequency_penalty\":0",
        "\"tools\":[]",
        "\"tool_choice\":\"none\"",
        "\"tool_choice\":\"auto\"",
        "\"modalities\":[\"text\"]",
        "\"tools\":null",
        "\"stop\":null",
        "\"max_tokens\":null",
        "\"response_format\":{\"type\":\"text\"}",
        "\"parallel_tool_calls\":true"
      })
  void takesWhatHasNoEffectOnTheAnswer(String field) {
    assertThat(read("{\"model\":\"t\"," + QUESTION + "," + field + "}"))
        .isEqualTo(read("{\"model\":\"t\"," + QUESTION + "}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"stream\":true|stream|unsupported_value",
        "\"user\":\"  \"|user|invalid_value",
        "\"metadata\":[]|metadata|invalid_type",
        "\"metadata\":{\"a\":1}|metadata.a|invalid_type",
        "\"tools\":[{}]|tools[0].type|missing_required_parameter",
        "\"tools\":[{\"type\":\"custom\",\"custom\":{}}]|tools[0].type|unsupported_value",
        "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"a b\"}}]|tools[0].function.name|invalid_value",
        "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"a\",\"parameters\":[]}}]|tools[0].function.parameters|invalid_type",
        "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"a\"}},{\"type\":\"function\",\"function\":{\"name\":\"a\"}}]|tools[1].function.name|invalid_value",
        "\"tool_choice\":\"required\"|tool_choice|invalid_value",
        "\"tool_choice\":\"any\"|tool_choice|invalid_value",
        "\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"a\"}}|tool_choice.function.name|invalid_value",
        "\"tool_choice\":{\"type\":\"allowed_tools\"}|tool_choice.type|unsupported_value",
        "\"parallel_tool_calls\":1|parallel_tool_calls|invalid_type",
        "\"functions\":[]|functions|unsupported_value",
        "\"n\":2|n|unsupported_value",
        "\"n\":1e999999|n|unsupported_value",
        "\"logprobs\":true|logprobs|unsupported_value",
        "\"seed\":7.5|seed|invalid_type",
        "\"seed\":99999999999999999999|seed|invalid_type",
        "\"store\":true|store|unsupported_value",
        "\"logit_bias\":{}|logit_bias|unsupported_value",
        "\"reasoning_effort\":\"huge\"|reasoning_effort|invalid_value",
        "\"presence_penalty\":2.5|presence_penalty|invalid_value",
        "\"web_search_options\":{\"search_context_size\":\"high\"}|web_search_options.search_context_size|unsupported_value",
        "\"prompt_cache_key\":7|prompt_cache_key|invalid_type",
        "\"frobnicate\":1|frobnicate|unknown_parameter",
        "\"max_tokens\":0|max_tokens|invalid_value",
        "\"max_tokens\":1.5|max_tokens|invalid_type",
        "\"max_tokens\":\"9\"|max_tokens|invalid_type",
        "\"max_tokens\":99999999999|max_tokens|invalid_type",
        "\"max_tokens\":5,\"max_completion_tokens\":6|max_tokens|invalid_value",
        "\"temperature\":2.1|temperature|invalid_value",
        "\"temperature\":-0.1|temperature|invalid_value",
        "\"temperature\":1e999999|temperature|invalid_value",
        "\"temperature\":\"0\"|temperature|invalid_type",
        "\"top_p\":1.1|top_p|invalid_value",
        "\"stop\":[\"a\",\"b\",\"c\",\"d\",\"e\"]|stop|invalid_value",
        "\"stop\":[\"a\",7]|stop[1]|invalid_type",
        "\"stop\":\"\"|stop|invalid_value",
        "\"stop\":{}|stop|invalid_type",
        "\"response_format\":{\"type\":\"xml\"}|response_format.type|invalid_value",
        "\"response_format\":{}|response_format.type|missing_required_parameter",
        "\"response_format\":\"json\"|response_format|invalid_type",
        "\"response_format\":{\"type\":\"json_schema\"}|response_format.json_schema|missing_required_parameter",
        "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"a b\",\"schema\":{}}}|response_format.json_schema.name|invalid_value",
        "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"a\",\"schema\":[]}}|response_format.json_schema.schema|invalid_type",
        "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"a\",\"schema\":{\"description\":\"c\"},\"description\":\"d\"}}|response_format.json_schema.description|unsupported_value"
      })
  void refusesWhatItCannotHonourAndNamesTheField(String field, String param, String code) {
    ApiError error = refusal("{\"model\":\"t\"," + QUESTION + "," + field + "}");

    assertThat(error.status()).isEqualTo(400);
    assertThat(error.type()).isEqualTo("invalid_request_error");
    assertThat(error.param()).contains(param);
    assertThat(error.code()).isEqualTo(code);
    assertThat(error.message()).contains(param.replaceFirst(".*\\.", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "7|messages|invalid_type",
        "[]|messages|invalid_value",
        "[{\"role\":\"system\",\"content\":\"x\"}]|messages|invalid_value",
        "[7]|messages[0].role|missing_required_parameter",
        "[{\"role\":\"user\"}]|messages[0].content|missing_required_parameter",
        "[{\"role\":\"user\",\"content\":7}]|messages[0].content|invalid_type",
        "[{\"role\":\"user\",\"content\":[]}]|messages[0].content|invalid_value",
        "[{\"role\":\"king\",\"content\":\"x\"}]|messages[0].role|invalid_value",
        "[{\"role\":\"function\",\"content\":\"x\"}]|messages[0].role|unsupported_value",
        "[{\"role\":\"tool\",\"content\":\"x\"}]|messages[0].tool_call_id|missing_required_parameter",
        "[{\"role\":\"tool\",\"tool_call_id\":\"a\",\"content\":\"x\"}]|messages[0].tool_call_id|invalid_value",
        "[{\"role\":\"user\",\"content\":\"x\",\"name\":\"bo\"}]|messages[0].name|unsupported_value",
        "[{\"role\":\"user\",\"content\":\"x\",\"refusal\":\"no\"}]|messages[0].refusal|unknown_parameter",
        "[{\"role\":\"assistant\",\"content\":\"x\",\"tool_calls\":[{}]}]|messages[0].tool_calls[0].type|missing_required_parameter",
        "[{\"role\":\"assistant\",\"tool_calls\":[]}]|messages[0].content|missing_required_parameter",
        "[{\"role\":\"user\",\"content\":[{\"type\":\"input_audio\",\"input_audio\":{}}]}]|messages[0].content[0].type|unsupported_value",
        "[{\"role\":\"user\",\"content\":[{\"type\":\"file\",\"file\":{}}]}]|messages[0].content[0].file.file_data|missing_required_parameter",
        "[{\"role\":\"user\",\"content\":[{\"type\":\"file\",\"file\":{\"file_id\":\"f\"}}]}]|messages[0].content[0].file.file_id|unsupported_value",
        "[{\"role\":\"user\",\"content\":[{\"type\":\"file\",\"file\":{\"file_data\":\"data:text/csv;base64,AAAA\"}}]}]|messages[0].content[0].file.file_data|unsupported_value",
        "[{\"role\":\"user\",\"content\":[{\"type\":\"file\",\"file\":{\"file_data\":\"data:application/pdf;base64,A*A\"}}]}]|messages[0].content[0].file.file_data|invalid_value",
        "[{\"role\":\"user\",\"content\":[{\"type\":\"file\",\"file\":{\"filename\":\" \",\"file_data\":\"https://a.b/c\"}}]}]|messages[0].content[0].file.filename|invalid_value",
        "[{\"role\":\"assistant\",\"content\":[{\"type\":\"file\",\"file\":{\"file_data\":\"https://a.b/c\"}}]}]|messages[0].content[0].type|invalid_value",
        "[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"x\",\"cache\":1}]}]|messages[0].content[0].cache|unknown_parameter",
        "[{\"role\":\"system\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://a.b/c\"}}]}]|messages[0].content[0].type|invalid_value",
        "[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://a.b/c\",\"detail\":\"high\"}}]}]|messages[0].content[0].image_url.detail|unsupported_value",
        "[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"file:///etc/passwd\"}}]}]|messages[0].content[0].image_url.url|invalid_value",
        "[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"http://[\"}}]}]|messages[0].content[0].image_url.url|invalid_value",
        "[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:text/html;base64,AAAA\"}}]}]|messages[0].content[0].image_url.url|invalid_value",
        "[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,A*A\"}}]}]|messages[0].content[0].image_url.url|invalid_value"
      })
  void refusesMessagesItCannotPassOn(String messages, String param, String code) {
    ApiError error = refusal("{\"model\":\"t\",\"messages\":" + messages + "}");

    assertThat(error.param()).contains(param);
    assertThat(error.code()).isEqualTo(code);
  }

  @Test
  void takesBackAnAnswerAsHistory() {
    ChatCompletionRequest request =
        read(
            """
            {"model": "t", "messages": [
              {"role": "user", "content": "a"},
              {"role": "assistant", "content": null, "refusal": "No.", "annotations": []},
              {"role": "assistant", "content": [{"type": "refusal", "refusal": "Never."}]},
              {"role": "assistant", "content": "So", "refusal": null, "tool_calls": null},
              {"role": "assistant", "content": "Yes", "reasoning_content": "Why not?"}]}
            """);

    assertThat(request.chat().messages().subList(1, 5))
        .containsExactly(
            Message.assistant("No."),
            Message.assistant("Never."),
            Message.assistant("So"),
            new Message(
                Role.ASSISTANT, List.of(new Part.Reasoning("Why not?"), new Part.Text("Yes"))));
  }

  @Test
  void acceptsBothNamesOfTheTokenLimitIfTheyAgree() {
    assertThat(
            read("{\"model\":\"t\"," + QUESTION + ",\"max_tokens\":5,\"max_completion_tokens\":5}")
                .chat()
                .maxOutputTokens())
        .hasValue(5);
  }

  @Test
  void suggestsTheFieldThatWasMeant() {
    assertThat(refusal("{\"model\":\"t\"," + QUESTION + ",\"temprature\":1}").message())
        .isEqualTo("the body has no field \"temprature\"; did you mean \"temperature\"?");
  }

  @Test
  void quotesAHugeFieldOnlyInPart() {
    ApiError error =
        refusal("{\"model\":\"t\"," + QUESTION + ",\"" + "x".repeat(1_000_000) + "\":1}");

    assertThat(error.json().toString()).hasSizeLessThan(5000);
  }

  @Test
  void asksForTheModel() {
    assertThat(refusal("{" + QUESTION + "}").param()).contains("model");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\": 1,\\n  oops}|line 2, column 3",
        "{\"a\":1|line 1",
        "{} {}|line 1",
        "{\"a\":1,\"a\":2}|line 1",
        "not json|line 1, column 1"
      })
  void saysWhereABodyStopsBeingJson(String body, String where) {
    ApiError error = refusal(body.translateEscapes());

    assertThat(error.code()).isEqualTo("invalid_json");
    assertThat(error.message()).contains(where);
  }

  @Test
  void refusesABodyThatIsNoObject() {
    assertThat(refusal("[1]").message()).isEqualTo("the body has to be a JSON object");
    assertThat(refusal("").code()).isEqualTo("invalid_json");
  }

  @Test
  void boundsTheTreeOfABody() {
    assertThat(refusal("[".repeat(101) + "]".repeat(101)).message()).contains("too complex");
    assertThat(refusal("{\"a\":[" + "0,".repeat(200_000) + "0]}").message())
        .contains("too complex");
  }

  /** The bound that decides about cost ceilings, against what OpenAI really counted. */
  @Test
  void boundsThePromptTokensOfRecordedRequests() throws IOException {
    OpenAiChatCodec codec = new OpenAiChatCodec("openai");
    int compared = 0;
    for (JsonNode exchange : RecordedExchanges.all()) {
      byte[] body =
          exchange.path("response").path("body").stringValue("").getBytes(StandardCharsets.UTF_8);
      Optional<ChatRequest> request = readable(exchange.path("request").path("body"));
      if (request.isPresent()
          && codec.decode(new WireResponse(200, Map.of(), body))
              instanceof Outcome.Answered(var reply)) {
        Usage usage = reply.usage();
        assertThat(usage.input() + usage.cacheRead() + usage.cacheWrite())
            .isLessThanOrEqualTo(GPT_4O.promptTokensAtMost(request.get()));
        compared++;
      }
    }

    assertThat(compared).isGreaterThan(9);
  }

  private static Optional<ChatRequest> readable(JsonNode body) {
    try {
      return Optional.of(ChatCompletionRequest.read(body).chat());
    } catch (ApiException e) {
      return Optional.empty();
    }
  }

  @Test
  void readsRecordedRequestsOrNamesWhatItCannotHonour() throws IOException {
    int read = 0;
    List<String> refused = new ArrayList<>();
    for (JsonNode exchange : RecordedExchanges.all()) {
      JsonNode request = exchange.path("request").path("body");
      if (request.isObject()) {
        try {
          ChatCompletionRequest.read(request);
          read++;
        } catch (ApiException e) {
          refused.add(e.error().param().orElse("nothing"));
        }
      }
    }

    assertThat(read).isGreaterThan(15);
    assertThat(Set.copyOf(refused))
        .containsExactlyInAnyOrder(
            "tools[0].type", "stream", "stream_options", "service_tier", "messages");
  }

  /** A whole body with these fields besides. */
  private static String with(String fields) {
    return "{\"model\":\"t\"," + QUESTION + "," + fields + "}";
  }

  private static ChatCompletionRequest read(String body) {
    return ChatCompletionRequest.read(JsonBody.parse(body.getBytes(StandardCharsets.UTF_8)));
  }

  private static ApiError refusal(String body) {
    ApiException thrown = catchThrowableOfType(ApiException.class, () -> read(body));
    assertThat(thrown).as("the body should have been refused").isNotNull();
    return thrown.error();
  }
}
