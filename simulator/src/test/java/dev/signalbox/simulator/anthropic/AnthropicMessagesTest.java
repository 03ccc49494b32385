package dev.signalbox.simulator.anthropic;

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

class AnthropicMessagesTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final AnthropicMessages FORMAT = new AnthropicMessages();
  private static final Stamp STAMP =
      new Stamp(Instant.parse("2026-08-19T14:34:12.5Z"), 7, Duration.ofMillis(20));
  private static final Account ACCOUNT =
      new Account(Set.of(), Set.of("claude-haiku-4-5", "claude-sonnet-4-6", "claude-opus-4-7"));
  private static final Map<String, String> HEADERS =
      Map.of("X-Api-Key", "sk-ant-test", "Anthropic-Version", "2023-06-01");

  /** One pixel. */
  private static final String PNG =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

  private static Reading read(String body) {
    return FORMAT.read(new HttpRequest("POST", "/v1/messages", HEADERS, body), ACCOUNT, STAMP);
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
    {"model": "%s", "max_tokens": 100, "messages": [{"role": "user", "content": "Hi"}], %s}
    """
        .formatted(model, field);
  }

  @Test
  void readsTheLastUserMessageAsThePrompt() {
    Question question =
        accepted(
            """
            {"model": "claude-haiku-4-5", "max_tokens": 50, "stop_sequences": ["END"],
             "system": [{"type": "text", "text": "Be brief."}],
             "messages": [
               {"role": "user", "content": "First"},
               {"role": "assistant", "content": "Yes?"},
               {"role": "user", "content": [
                 {"type": "text", "text": "Look:"},
                 {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "%s"}},
                 {"type": "text", "text": "what is it?"}]},
               {"role": "assistant", "content": "It is"}]}
            """
                .formatted(PNG));

    assertThat(question.prompt()).isEqualTo("Look:\nwhat is it?");
    assertThat(question.maxTokens()).isEqualTo(50);
    assertThat(question.stopSequences()).containsExactly("END");
    assertThat(question.inputTokens()).isGreaterThan(1_200);
    assertThat(question.form()).isEqualTo(new Question.Form.Text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          claude-haiku-4-5 | "foo": 1 | foo: Extra inputs are not permitted
          claude-haiku-4-5 | "response_format": {} | response_format: Extra inputs are not permitted
          claude-haiku-4-5 | "max_tokens": null | max_tokens: Field required
          claude-haiku-4-5 | "max_tokens": "9" | max_tokens: Input should be a valid integer
          claude-haiku-4-5 | "max_tokens": 0 | max_tokens: must be greater than or equal to 1
          claude-haiku-4-5 | "max_tokens": 64001 | max_tokens: 64001 > 64000, which is the maximum allowed number of output tokens for claude-haiku-4-5
          claude-haiku-4-5 | "model": 5 | model: Input should be a valid string
          claude-haiku-4-5 | "messages": [] | messages: at least one message is required
          claude-haiku-4-5 | "messages": {} | messages: Input should be a valid list
          claude-haiku-4-5 | "messages": [{"role": "system", "content": "x"}] | messages.0.role: Input should be 'user' or 'assistant'
          claude-haiku-4-5 | "messages": [{"role": "user"}] | messages.0.content: Field required
          claude-haiku-4-5 | "messages": [{"role": "assistant", "content": "x"}] | messages: first message must use the "user" role
          claude-haiku-4-5 | "messages": [{"role": "user", "content": [{"type": "text", "text": ""}]}] | messages: text content blocks must be non-empty
          claude-haiku-4-5 | "messages": [{"role": "user", "content": [{"type": "image_url"}]}] | messages.0.content.0: Input tag 'image_url' found using 'type' does not match any of the expected tags
          claude-haiku-4-5 | "system": 5 | system: Input should be a valid string or a list of text blocks
          claude-haiku-4-5 | "stream": "yes" | stream: Input should be a valid boolean
          claude-haiku-4-5 | "stop_sequences": [" "] | stop_sequences: each stop sequence must contain non-whitespace
          claude-haiku-4-5 | "temperature": 1.5 | temperature: range: 0..1
          claude-haiku-4-5 | "temperature": 0, "top_p": 0.9 | `temperature` and `top_p` cannot both be specified for this model. Please use only one.
          claude-opus-4-7 | "temperature": 0 | `temperature` is deprecated for this model.
          claude-opus-4-7 | "top_p": 0.5 | `top_p` is deprecated for this model.
          claude-opus-4-7 | "top_k": 5 | `top_k` is deprecated for this model.
          claude-haiku-4-5 | "output_config": {"effort": "low"} | This model does not support the effort parameter.
          claude-haiku-4-5 | "output_config": {"foo": 1} | output_config.foo: Extra inputs are not permitted
          claude-haiku-4-5 | "output_config": {"format": {"type": "json_object"}} | output_config.format.type: Input should be 'json_schema'
          claude-haiku-4-5 | "output_config": {"format": {"type": "json_schema"}} | output_config.format.schema: Field required
          """)
  void refusesWhatTheApiRefuses(String model, String field, String message) {
    HttpReply reply = Readings.refused(read(requestWith(model, field)));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(error(reply).path("type").stringValue()).isEqualTo("invalid_request_error");
    assertThat(error(reply).path("message").stringValue()).isEqualTo(message);
    assertThat(JSON.readTree(reply.body()).path("request_id").stringValue())
        .isEqualTo(reply.headers().get("request-id"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"temperature\": 1",
        "\"top_p\": 0.99",
        "\"temperature\": null",
        "\"output_config\": {\"effort\": \"xhigh\"}",
        "\"thinking\": {\"type\": \"adaptive\"}",
        "\"metadata\": {\"user_id\": \"u\"}",
      })
  void acceptsWhatCurrentModelsAccept(String field) {
    assertThat(accepted(requestWith("claude-opus-4-7", field)).prompt()).isEqualTo("Hi");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"type": "array", "items": {}} | the root must be of type 'object'
          {"type": "object", "properties": {}} | For 'object' type, 'additionalProperties' must be explicitly set to false
          {"type": "object", "additionalProperties": false, "properties": {"a": {"type": "object"}}} | For 'object' type, 'additionalProperties' must be explicitly set to false
          {"type": "object", "additionalProperties": false, "properties": {"a": {"type": ["integer", "null"], "minimum": 1, "maximum": 9}}} | For 'integer' type, properties maximum, minimum are not supported
          {"type": "object", "additionalProperties": false, "properties": {"a": {"type": "array", "items": {"type": "string", "maxLength": 3}}}} | For 'string' type, properties maxLength are not supported
          """)
  void refusesSchemasOutsideItsPartOfJsonSchema(String schema, String message) {
    HttpReply reply = Readings.refused(read(requestWith("claude-haiku-4-5", outputConfig(schema))));

    assertThat(error(reply).path("message").stringValue())
        .isEqualTo("output_config.format.schema: " + message);
  }

  @Test
  void takesAPropertyNamedLikeAKeywordForAProperty() {
    String schema =
        """
        {"type": "object", "additionalProperties": false, "required": ["minimum"],
         "properties": {"minimum": {"type": "integer"}, "type": {"type": "string"}}}
        """;

    Question question = accepted(requestWith("claude-haiku-4-5", outputConfig(schema)));

    assertThat(question.form()).isEqualTo(new Question.Form.Schema(JSON.readTree(schema)));
  }

  private static String outputConfig(String schema) {
    return "\"output_config\": {\"format\": {\"type\": \"json_schema\", \"schema\": "
        + schema
        + "}}";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"type": "base64", "media_type": "image/tiff", "data": "AAAA"} | messages.0.content.0.image.source.base64.media_type: Input should be 'image/jpeg', 'image/png', 'image/gif' or 'image/webp'
          {"type": "base64", "media_type": "image/png", "data": "!!"} | messages.0.content.0.image.source.base64.data: Input should be a valid base64 string
          {"type": "base64", "media_type": "image/png", "data": "AAAA"} | Could not process image
          {"type": "base64", "media_type": "image/png", "data": "/9j/4AAQ"} | messages.0.content.0.image.source.base64.data: The image was specified using the image/png media type, but the image appears to be a image/jpeg image
          {"type": "url", "url": "ftp://example.com/a.png"} | messages.0.content.0.image.source.url.url: Input should be a valid URL
          {"type": "text"} | messages.0.content.0.image.source: Input should have a type of 'base64', 'url' or 'file'
          """)
  void refusesImagesThatAreNone(String source, String message) {
    HttpReply reply = Readings.refused(read(imageRequest(source)));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(error(reply).path("message").stringValue()).isEqualTo(message);
  }

  @Test
  void acceptsImagesByAddress() {
    accepted(imageRequest("{\"type\": \"url\", \"url\": \"https://example.com/a.png\"}"));
  }

  private static String imageRequest(String source) {
    return """
    {"model": "claude-haiku-4-5", "max_tokens": 9, "messages": [
      {"role": "user", "content": [{"type": "image", "source": %s}]}]}
    """
        .formatted(source);
  }

  @Test
  void newerModelsRefuseAPrefilledAnswer() {
    String body =
        """
        {"model": "%s", "max_tokens": 9, "messages": [
          {"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Well,"}]}
        """;

    accepted(body.formatted("claude-haiku-4-5"));
    assertThat(Readings.refused(read(body.formatted("claude-sonnet-4-6"))).body())
        .contains("does not support assistant message prefill");
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /v1/message, 404, not_found_error",
    "GET, /v1/messages, 405, invalid_request_error",
  })
  void knowsOneEndpoint(String method, String path, int status, String type) {
    HttpReply reply =
        Readings.refused(FORMAT.read(new HttpRequest(method, path, HEADERS, ""), ACCOUNT, STAMP));

    assertThat(reply.status()).isEqualTo(status);
    assertThat(error(reply).path("type").stringValue()).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          Anthropic-Version | 2023-06-01 | 401 | x-api-key header is required
          X-Api-Key | sk-ant-test | 400 | anthropic-version: header is required
          """)
  void needsAKeyAndAVersion(String only, String value, int status, String message) {
    HttpRequest request =
        new HttpRequest("POST", "/v1/messages", Map.of(only, value), requestWith("m", "\"a\": 1"));

    HttpReply reply = Readings.refused(FORMAT.read(request, ACCOUNT, STAMP));

    assertThat(reply.status()).isEqualTo(status);
    assertThat(error(reply).path("message").stringValue()).isEqualTo(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "[]", "{\"model\": ", "{} {}"})
  void answersWhatIsNoJsonObjectWith400(String body) {
    HttpReply reply = Readings.refused(read(body));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(error(reply).path("message").stringValue()).contains("not valid JSON");
  }

  @ParameterizedTest
  @CsvSource({
    "100, Paris is the capital., Paris is the capital., end_turn, ",
    "2, Paris is the capital., Paris is, max_tokens, ",
    "100, Paris END is, 'Paris ', stop_sequence, END",
  })
  void saysWhyAnAnswerEnded(
      int maxTokens, String text, String said, String reason, String sequence) {
    Question question =
        accepted(
            requestWith(
                "claude-haiku-4-5", "\"stop_sequences\": [\"END\"], \"max_tokens\": " + maxTokens));

    JsonNode body =
        JSON.readTree(
            Readings.whole(
                    FORMAT.answer(
                        question,
                        Completion.of(question, text),
                        new Revision("claude-haiku-4-5-20251001", Optional.empty()),
                        STAMP))
                .body());

    assertThat(body.at("/content/0/text").stringValue()).isEqualTo(said);
    assertThat(body.path("stop_reason").stringValue()).isEqualTo(reason);
    assertThat(body.path("stop_sequence").stringValue(null)).isEqualTo(sequence);
    assertThat(body.at("/usage/output_tokens").intValue()).isBetween(1, maxTokens);
  }

  @Test
  void tellsWhatIsLeftOfTheAllowance() {
    Question question = accepted(requestWith("claude-haiku-4-5", "\"top_k\": 5"));

    Map<String, String> headers =
        Readings.whole(
                FORMAT.answer(
                    question,
                    Completion.of(question, "Hello."),
                    new Revision("claude-haiku-4-5-20251001", Optional.empty()),
                    STAMP))
            .headers();

    assertThat(headers)
        .containsEntry("anthropic-ratelimit-requests-limit", "10000")
        .containsEntry("anthropic-ratelimit-requests-remaining", "9999")
        .containsEntry("anthropic-ratelimit-requests-reset", "2026-08-19T14:34:13Z");
  }
}
