package dev.signalbox.gateway.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.gateway.testing.RecordedExchanges;
import dev.signalbox.router.catalog.Catalog;
import dev.signalbox.router.catalog.Model;
import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.ResponseFormat;
import dev.signalbox.router.chat.Role;
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
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

final class ChatCompletionRequestTest {
  private static final Model GPT_4O = Catalog.shipped().model("openai", "gpt-4o").orElseThrow();
  private static final String QUESTION = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";

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
              "stop": ["END", "\\n\\n"]
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
    assertThat(request.chat().sampling().temperature()).hasValue(0.2);
    assertThat(request.chat().sampling().topP()).hasValue(0.9);
    assertThat(request.chat().stop()).containsExactly("END", "\n\n");
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
        "\"user\":\"me\"",
        "\"metadata\":{\"a\":\"b\"}",
        "\"store\":false",
        "\"stream\":false",
        "\"n\":1",
        "\"logprobs\":false",
        "\"presence_penalty\":0.0",
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
        "\"tools\":[{}]|tools|unsupported_value",
        "\"tool_choice\":\"auto\"|tool_choice|unsupported_value",
        "\"n\":2|n|unsupported_value",
        "\"n\":1e999999|n|unsupported_value",
        "\"logprobs\":true|logprobs|unsupported_value",
        "\"seed\":7|seed|unsupported_value",
        "\"store\":true|store|unsupported_value",
        "\"logit_bias\":{}|logit_bias|unsupported_value",
        "\"reasoning_effort\":\"low\"|reasoning_effort|unsupported_value",
        "\"presence_penalty\":0.5|presence_penalty|unsupported_value",
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
        "\"response_format\":{\"type\":\"json_object\"}|response_format.type|unsupported_value",
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
        "[{\"role\":\"tool\",\"content\":\"x\"}]|messages[0].role|unsupported_value",
        "[{\"role\":\"user\",\"content\":\"x\",\"name\":\"bo\"}]|messages[0].name|unsupported_value",
        "[{\"role\":\"user\",\"content\":\"x\",\"refusal\":\"no\"}]|messages[0].refusal|unknown_parameter",
        "[{\"role\":\"assistant\",\"content\":\"x\",\"tool_calls\":[{}]}]|messages[0].tool_calls|unsupported_value",
        "[{\"role\":\"user\",\"content\":[{\"type\":\"file\",\"file\":{}}]}]|messages[0].content[0].type|unsupported_value",
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
              {"role": "assistant", "content": "So", "refusal": null, "tool_calls": null}]}
            """);

    assertThat(request.chat().messages().subList(1, 4))
        .containsExactly(
            Message.assistant("No."), Message.assistant("Never."), Message.assistant("So"));
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
    OpenAiChatCodec codec = new OpenAiChatCodec();
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
            "tools",
            "stream",
            "stream_options",
            "service_tier",
            "response_format.type",
            "messages");
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
