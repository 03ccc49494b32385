package dev.signalbox.simulator.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.simulator.http.HttpReply;
import dev.signalbox.simulator.http.HttpRequest;
import dev.signalbox.simulator.wire.Account;
import dev.signalbox.simulator.wire.Completion;
import dev.signalbox.simulator.wire.Question;
import dev.signalbox.simulator.wire.Reading;
import dev.signalbox.simulator.wire.Readings;
import dev.signalbox.simulator.wire.Revision;
import dev.signalbox.simulator.wire.Stamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OpenAiChatTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final OpenAiChat FORMAT = new OpenAiChat();
  private static final Stamp STAMP =
      new Stamp(Instant.parse("2026-08-19T14:34:12.5Z"), 7, Duration.ofMillis(20));
  private static final Account ACCOUNT =
      new Account(Set.of(), Set.of("gpt-4o-mini", "gpt-3.5-turbo", "gpt-5-mini", "gpt-5.4"));
  private static final Map<String, String> HEADERS = Map.of("Authorization", "Bearer sk-test");

  private static Reading read(String body) {
    return FORMAT.read(
        new HttpRequest("POST", "/v1/chat/completions", HEADERS, body), ACCOUNT, STAMP);
  }

  private static Question accepted(String body) {
    return Readings.accepted(read(body));
  }

  private static JsonNode error(HttpReply reply) {
    return JSON.readTree(reply.body()).path("error");
  }

  /** A sound request with one field more, or with one replaced. */
  private static String requestWith(String model, String field) {
    return """
    {"model": "%s", "messages": [{"role": "user", "content": "Hi"}], %s}
    """
        .formatted(model, field);
  }

  @Test
  void readsTheLastUserMessageAsThePrompt() {
    Question question =
        accepted(
            """
            {"model": "gpt-4o-mini", "max_tokens": 70, "max_completion_tokens": 50, "stop": "END",
             "messages": [
               {"role": "developer", "content": "Be brief."},
               {"role": "user", "content": "First"},
               {"role": "assistant", "content": null, "refusal": "No."},
               {"role": "user", "content": [
                 {"type": "text", "text": "Look:"},
                 {"type": "image_url", "image_url": {"url": "https://example.com/a.png"}},
                 {"type": "text", "text": "what is it?"}]}]}
            """);

    assertThat(question.prompt()).isEqualTo("Look:\nwhat is it?");
    assertThat(question.maxTokens()).isEqualTo(50);
    assertThat(question.stopSequences()).containsExactly("END");
    assertThat(question.inputTokens()).isGreaterThan(765);
    assertThat(question.form()).isEqualTo(new Question.Form.Text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      quoteCharacter = '~',
      textBlock =
          """
          gpt-4o-mini | "foo": 1 | Unrecognized request argument supplied: foo | null | null
          gpt-5-mini | "foo": 1 | Unknown parameter: 'foo'. | foo | unknown_parameter
          gpt-4o-mini | "model": null | you must provide a model parameter | null | null
          gpt-4o-mini | "messages": null | Missing required parameter: 'messages'. | messages | missing_required_parameter
          gpt-4o-mini | "messages": 5 | Invalid type for 'messages': expected an array of objects, but got something else instead. | messages | invalid_type
          gpt-4o-mini | "messages": [{}] | Missing required parameter: 'messages[0].role'. | messages[0].role | missing_required_parameter
          gpt-4o-mini | "messages": [{"role": "bot"}] | Invalid value: 'bot'. Supported values are: 'system', 'assistant', 'user', 'function', 'tool', and 'developer'. | messages[0].role | invalid_value
          gpt-4o-mini | "messages": [{"role": "user", "content": null}] | Invalid value for 'content': expected a string, got null. | messages[0].content | null
          gpt-4o-mini | "messages": [{"role": "user", "content": [{"type": "image"}]}] | Invalid value: 'image'. Supported values are: 'text', 'image_url', 'input_audio', 'refusal', 'audio', and 'file'. | messages[0].content[0].type | invalid_value
          gpt-4o-mini | "messages": [{"role": "user", "content": [{"type": "text"}]}] | Missing required parameter: 'messages[0].content[0].text'. | messages[0].content[0].text | missing_required_parameter
          gpt-4o-mini | "stream": "yes" | Invalid type for 'stream': expected a boolean, but got something else instead. | stream | invalid_type
          gpt-4o-mini | "stream_options": {} | The 'stream_options' parameter is only allowed when 'stream' is enabled. | stream_options |
          gpt-4o-mini | "n": 2 | This simulator gives one choice. | n | unsupported_value
          gpt-5-mini | "stop": "x" | Unsupported parameter: 'stop' is not supported with this model. | stop | unsupported_parameter
          gpt-4o-mini | "stop": [1] | Invalid type for 'stop': expected a string or an array of strings, but got something else instead. | stop | invalid_type
          gpt-4o-mini | "stop": ["1","2","3","4","5"] | Invalid 'stop': array too long. Expected an array with maximum length 4, but got an array with length 5 instead. | stop | array_above_max_length
          gpt-5-mini | "max_tokens": 9 | Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead. | max_tokens | unsupported_parameter
          gpt-4o-mini | "max_tokens": 20000 | max_tokens is too large: 20000. This model supports at most 16384 completion tokens, whereas you provided 20000. | max_tokens | invalid_value
          gpt-4o-mini | "max_completion_tokens": 0 | Invalid 'max_completion_tokens': integer below minimum value. Expected a value >= 1, but got 0 instead. | max_completion_tokens | integer_below_min_value
          gpt-4o-mini | "max_tokens": "9" | Invalid type for 'max_tokens': expected an integer, but got something else instead. | max_tokens | invalid_type
          gpt-4o-mini | "temperature": -1 | Invalid 'temperature': decimal below minimum value. Expected a value >= 0, but got -1 instead. | temperature | decimal_below_min_value
          gpt-4o-mini | "temperature": 3 | Invalid 'temperature': decimal above maximum value. Expected a value <= 2, but got 3 instead. | temperature | decimal_above_max_value
          gpt-5-mini | "temperature": 0 | Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported. | temperature | unsupported_value
          gpt-5-mini | "top_p": 0.5 | Unsupported parameter: 'top_p' is not supported with this model. | top_p | unsupported_parameter
          gpt-4o-mini | "reasoning_effort": "low" | Unrecognized request argument supplied: reasoning_effort | null | null
          gpt-5-mini | "reasoning_effort": "none" | Unsupported value: 'reasoning_effort' does not support 'none' with this model. Supported values are: 'minimal', 'low', 'medium', 'high'. | reasoning_effort | unsupported_value
          gpt-4o-mini | "response_format": {"type": "xml"} | Invalid value: 'xml'. Supported values are: 'json_object', 'json_schema', and 'text'. | response_format.type | invalid_value
          gpt-4o-mini | "response_format": {"type": "json_object"} | 'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'. | messages | null
          gpt-3.5-turbo | "response_format": {"type": "json_schema"} | Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model. | response_format | null
          gpt-4o-mini | "response_format": {"type": "json_schema"} | Missing required parameter: 'response_format.json_schema.name'. | response_format.json_schema.name | missing_required_parameter
          gpt-4o-mini | "response_format": {"type": "json_schema", "json_schema": {"name": "a"}} | Missing required parameter: 'response_format.json_schema.schema'. | response_format.json_schema.schema | missing_required_parameter
          """)
  void refusesWhatTheApiRefuses(
      String model, String field, String message, String param, String code) {
    HttpReply reply = Readings.refused(read(requestWith(model, field)));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(error(reply).path("type").stringValue()).isEqualTo("invalid_request_error");
    assertThat(error(reply).path("message").stringValue()).isEqualTo(message);
    assertThat(error(reply).path("param").stringValue(null)).isEqualTo(param);
    assertThat(error(reply).path("code").stringValue(null)).isEqualTo(code);
    assertThat(reply.headers()).containsKey("x-request-id");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          gpt-4o-mini | "temperature": 0, "top_p": 0.5, "seed": 5, "stop": null, "n": 1
          gpt-4o-mini | "max_tokens": null, "reasoning_effort": null, "stream": false
          gpt-5-mini | "temperature": 1, "reasoning_effort": "minimal"
          gpt-5.4 | "temperature": 0
          gpt-5.4 | "reasoning_effort": "xhigh"
          """)
  void acceptsWhatTheModelAccepts(String model, String field) {
    assertThat(accepted(requestWith(model, field)).prompt()).isEqualTo("Hi");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"type": "array", "items": {}} | false | schema must be a JSON Schema of 'type: "object"', got 'type: "array"'.
          {"type": "object", "properties": {}} | true | In context=(), 'additionalProperties' is required to be supplied and to be false.
          {"type": "object", "additionalProperties": false, "required": ["a"], "properties": {"a": {"type": "object"}}} | true | In context=('properties', 'a'), 'additionalProperties' is required to be supplied and to be false.
          {"type": "object", "additionalProperties": false, "properties": {"a": {"type": "string"}}} | true | In context=(), 'required' is required to be supplied and to be an array including every key in properties. Missing 'a'.
          {"type": "object", "additionalProperties": false, "required": ["a"], "properties": {"a": {"type": "array", "items": {"allOf": []}}}} | true | In context=('properties', 'a', 'items'), 'allOf' is not permitted.
          """)
  void refusesSchemasOutsideItsPartOfJsonSchema(String schema, boolean strict, String message) {
    HttpReply reply =
        Readings.refused(
            read(requestWith("gpt-4o-mini", responseFormat("Answer", strict, schema))));

    assertThat(error(reply).path("message").stringValue())
        .isEqualTo("Invalid schema for response_format 'Answer': " + message);
    assertThat(error(reply).path("param").stringValue()).isEqualTo("response_format");
  }

  @Test
  void refusesASchemaNameWithASpace() {
    HttpReply reply =
        Readings.refused(
            read(
                requestWith(
                    "gpt-4o-mini", responseFormat("My answer", false, "{\"type\": \"object\"}"))));

    assertThat(error(reply).path("param").stringValue())
        .isEqualTo("response_format.json_schema.name");
  }

  @Test
  void takesAnOpenSchemaWhenNotStrict() {
    String schema = "{\"type\": \"object\", \"properties\": {\"allOf\": {\"type\": \"string\"}}}";

    Question question =
        accepted(requestWith("gpt-4o-mini", responseFormat("Answer", false, schema)));

    assertThat(question.form()).isEqualTo(new Question.Form.Schema(JSON.readTree(schema)));
  }

  private static String responseFormat(String name, boolean strict, String schema) {
    return """
    "response_format": {"type": "json_schema",
      "json_schema": {"name": "%s", "strict": %s, "schema": %s}}
    """
        .formatted(name, strict, schema);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      quoteCharacter = '~',
      textBlock =
          """
          data:image/png;base64,!! | invalid_base64
          data:image/png;base64,AAAA | invalid_image_format
          ftp://example.com/a.png | invalid_image_url
          """)
  void refusesImagesThatAreNone(String url, String code) {
    HttpReply reply = Readings.refused(read(imageRequest("gpt-4o-mini", url)));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(error(reply).path("code").stringValue()).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"data:image/jpeg;base64,/9j/4AAQ", "https://example.com/a.png"})
  void acceptsImagesInBothForms(String url) {
    accepted(imageRequest("gpt-4o-mini", url));
    assertThat(Readings.refused(read(imageRequest("gpt-3.5-turbo", url))).body())
        .contains("image_url is only supported by certain models");
  }

  private static String imageRequest(String model, String url) {
    return """
    {"model": "%s", "messages": [
      {"role": "user", "content": [{"type": "image_url", "image_url": {"url": "%s"}}]}]}
    """
        .formatted(model, url);
  }

  @ParameterizedTest
  @CsvSource({"POST, /v1/responses, 404", "GET, /v1/chat/completions, 405"})
  void knowsOneEndpoint(String method, String path, int status) {
    HttpReply reply =
        Readings.refused(FORMAT.read(new HttpRequest(method, path, HEADERS, ""), ACCOUNT, STAMP));

    assertThat(reply.status()).isEqualTo(status);
  }

  @Test
  void needsAKey() {
    HttpReply reply =
        Readings.refused(
            FORMAT.read(
                new HttpRequest("POST", "/v1/chat/completions", Map.of(), "{}"), ACCOUNT, STAMP));

    assertThat(reply.status()).isEqualTo(401);
    assertThat(error(reply).path("message").stringValue())
        .startsWith("You didn't provide an API key.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "[]", "{\"model\": ", "{} {}"})
  void answersWhatIsNoJsonObjectWith400(String body) {
    HttpReply reply = Readings.refused(read(body));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(error(reply).path("message").stringValue())
        .startsWith("We could not parse the JSON body of your request.");
  }

  @ParameterizedTest
  @CsvSource({
    "100, Paris is the capital., Paris is the capital., stop",
    "2, Paris is the capital., Paris is, length",
    "100, Paris END is, 'Paris ', stop",
  })
  void saysWhyAnAnswerEnded(int maxTokens, String text, String said, String reason) {
    Question question =
        accepted(requestWith("gpt-4o-mini", "\"stop\": \"END\", \"max_tokens\": " + maxTokens));

    JsonNode body = answer(question, text);

    assertThat(body.at("/choices/0/message/content").stringValue()).isEqualTo(said);
    assertThat(body.at("/choices/0/finish_reason").stringValue()).isEqualTo(reason);
    assertThat(body.at("/usage/completion_tokens").intValue()).isBetween(1, maxTokens);
  }

  @Test
  void aModelThatReasonsCanSpendAllItsTokensBeforeAWord() {
    JsonNode cut =
        answer(accepted(requestWith("gpt-5-mini", "\"max_completion_tokens\": 100")), "Paris.");
    JsonNode whole = answer(accepted(requestWith("gpt-5-mini", "\"n\": 1")), "Paris.");

    assertThat(cut.at("/choices/0/message/content").stringValue()).isEmpty();
    assertThat(cut.at("/choices/0/finish_reason").stringValue()).isEqualTo("length");
    assertThat(cut.at("/usage/completion_tokens").intValue()).isEqualTo(100);
    assertThat(whole.at("/choices/0/message/content").stringValue()).isEqualTo("Paris.");
    assertThat(whole.at("/usage/completion_tokens_details/reasoning_tokens").intValue())
        .isEqualTo(192);
    assertThat(whole.at("/usage/completion_tokens").intValue()).isEqualTo(194);
  }

  private static JsonNode answer(Question question, String text) {
    Revision revision = new Revision("gpt-4o-mini-2024-07-18", Optional.of("fp_3ef558a83f"));
    HttpReply reply =
        Readings.whole(FORMAT.answer(question, Completion.of(question, text), revision, STAMP));
    return JSON.readTree(reply.body());
  }

  @ParameterizedTest
  @CsvSource({
    "PT0.002S, 2ms",
    "PT8.64S, 8.64s",
    "PT2M7.93S, 2m7.93s",
    "PT14M24S, 14m24s",
    "PT6S, 6s",
    "PT1.05S, 1.05s",
  })
  void writesDurationsLikeTheApi(Duration duration, String text) {
    assertThat(RateLimit.compact(duration)).isEqualTo(text);
  }
}
