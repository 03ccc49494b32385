package dev.signalbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.simulator.anthropic.AnthropicMessages;
import dev.signalbox.simulator.google.GeminiApi;
import dev.signalbox.simulator.http.HttpRequest;
import dev.signalbox.simulator.openai.OpenAiChat;
import dev.signalbox.simulator.openai.OpenAiResponses;
import dev.signalbox.simulator.perplexity.PerplexityAgent;
import dev.signalbox.simulator.wire.Account;
import dev.signalbox.simulator.wire.Answer;
import dev.signalbox.simulator.wire.Completion;
import dev.signalbox.simulator.wire.Frame;
import dev.signalbox.simulator.wire.Question;
import dev.signalbox.simulator.wire.Reading;
import dev.signalbox.simulator.wire.Revision;
import dev.signalbox.simulator.wire.Stamp;
import dev.signalbox.simulator.wire.WireFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Whatever a client sends, it gets an answer in the provider's shape. */
class MutatedRequestsTest {
  private static final int MUTANTS = 5_000;
  private static final Stamp STAMP = new Stamp(Instant.EPOCH, 1, Duration.ZERO);
  private static final Revision REVISION = new Revision("model", Optional.empty());
  private static final Map<String, String> HEADERS =
      Map.of(
          "authorization",
          "Bearer k",
          "x-api-key",
          "k",
          "x-goog-api-key",
          "k",
          "anthropic-version",
          "2023-06-01");

  private static final Account ACCOUNT =
      new Account(
          Set.of(),
          Set.of("claude-sonnet-4-6", "gpt-4o-mini", "gemini-3.6-flash", "openai/gpt-6-luna"));

  private static final String ANTHROPIC =
      """
      {"model": "claude-sonnet-4-6", "max_tokens": 20, "system": [{"type": "text", "text": "s"}],
       "messages": [{"role": "user", "content": [{"type": "text", "text": "json"},
         {"type": "image", "source":
           {"type": "base64", "media_type": "image/png", "data": "iVBORw0KGgo="}}]}],
       "stop_sequences": ["x"], "temperature": 1, "stream": false, "tools": [],
       "output_config": {"effort": "low", "format": {"type": "json_schema", "schema":
         {"type": "object", "additionalProperties": false, "required": ["a"],
          "properties": {"a": {"type": "array", "items": {"$ref": "#/$defs/b"}}},
          "$defs": {"b": {"anyOf": [{"type": "string", "enum": ["x"]}]}}}}}}
      """;

  private static final String OPENAI =
      """
      {"model": "gpt-4o-mini", "max_completion_tokens": 20, "n": 1, "stop": ["x"], "top_p": 1,
       "messages": [{"role": "system", "content": "json"}, {"role": "user", "content":
         [{"type": "text", "text": "t"},
          {"type": "image_url", "image_url": {"url": "https://example.com/a"}}]}],
       "reasoning_effort": null, "stream": false,
       "response_format": {"type": "json_schema", "json_schema": {"name": "a", "strict": true,
         "schema": {"type": "object", "additionalProperties": false, "required": ["a"],
          "properties": {"a": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/b"}}},
          "$defs": {"b": {"type": "string", "format": "date", "minLength": 1}}}}}}
      """;

  private static final String RESPONSES =
      """
      {"model": "gpt-4o-mini", "max_output_tokens": 20, "instructions": "json", "top_p": 1,
       "input": [{"role": "user", "content": [{"type": "input_text", "text": "t"},
         {"type": "input_image", "image_url": "https://example.com/a"}]},
         {"type": "function_call", "call_id": "c", "name": "f", "arguments": "{}"},
         {"type": "function_call_output", "call_id": "c", "output": "1"}],
       "tools": [{"type": "function", "name": "f", "parameters": {"type": "object"}}],
       "stream": true, "store": false, "metadata": {},
       "text": {"format": {"type": "json_schema", "name": "a", "schema": {"type": "object"}}}}
      """;

  private static final String GEMINI =
      """
      {"contents": [{"role": "user", "parts": [{"text": "t"},
         {"inlineData": {"mimeType": "image/png", "data": "iVBORw0KGgo="}}]},
         {"role": "model", "parts": [{"functionCall": {"name": "f", "args": {}},
          "thoughtSignature": "skip_thought_signature_validator"}]},
         {"role": "user", "parts": [{"functionResponse": {"name": "f", "response": {}}}]}],
       "systemInstruction": {"parts": [{"text": "s"}]}, "safetySettings": [],
       "tools": [{"functionDeclarations": [{"name": "f", "parameters":
         {"type": "OBJECT", "properties": {"a": {"type": "STRING"}}}}]}],
       "toolConfig": {"functionCallingConfig": {"mode": "AUTO"}},
       "generationConfig": {"maxOutputTokens": 90, "temperature": 1, "stopSequences": ["x"],
         "thinkingConfig": {"includeThoughts": true, "thinkingLevel": "LOW"}}}
      """;

  private static final String PERPLEXITY =
      """
      {"model": "openai/gpt-6-luna", "max_output_tokens": 20, "instructions": "s", "stream": true,
       "input": [{"role": "user", "content": [{"type": "input_text", "text": "t"},
         {"type": "input_image", "image_url": "https://example.com/a"}]},
         {"type": "function_call", "call_id": "c", "name": "f", "arguments": "{}"},
         {"type": "function_call_output", "call_id": "c", "output": "1"}],
       "tools": [{"type": "web_search"}, {"type": "function", "name": "f", "parameters": {}}],
       "reasoning": {"effort": "low"}, "response_format": {"type": "json_schema",
         "json_schema": {"name": "a", "schema": {"type": "object"}}}}
      """;

  static Stream<Arguments> formats() {
    return Stream.of(
        Arguments.of(new AnthropicMessages(), "/v1/messages", ANTHROPIC),
        Arguments.of(new OpenAiChat(), "/v1/chat/completions", OPENAI),
        Arguments.of(new OpenAiResponses(), "/v1/responses", RESPONSES),
        Arguments.of(
            new GeminiApi(), "/v1beta/models/gemini-3.6-flash:streamGenerateContent", GEMINI),
        Arguments.of(new PerplexityAgent(), "/v1/agent", PERPLEXITY));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void everyMutantIsAnswered(WireFormat format, String path, String sound) {
    Random random = new Random(20261123);
    int accepted = 0;
    for (int i = 0; i < MUTANTS; i++) {
      JsonNode mutant = Caller.JSON.readTree(sound);
      for (int changes = random.nextInt(4); changes >= 0; changes--) {
        mutate(mutant, random);
      }
      HttpRequest request = new HttpRequest("POST", path, HEADERS, mutant.toString());
      Reading reading = format.read(request, ACCOUNT, STAMP);
      accepted += reading instanceof Reading.Accepted ? 1 : 0;
      assertThat(documents(format, reading))
          .as("%s", mutant)
          .isNotEmpty()
          .allMatch(document -> Caller.JSON.readTree(document).isObject());
    }
    assertThat(accepted).isBetween(MUTANTS / 50, MUTANTS / 2);
  }

  /** The JSON documents of an answer: its body, or the data of its events. */
  private static List<String> documents(WireFormat format, Reading reading) {
    return switch (reading) {
      case Reading.Refused(var reply) -> List.of(reply.body());
      case Reading.Accepted(Question question) -> {
        Completion completion = Completion.of(question, GenericAnswer.to(question));
        yield switch (format.answer(question, completion, REVISION, STAMP)) {
          case Answer.Whole(var reply) -> List.of(reply.body());
          case Answer.Streamed streamed ->
              streamed.frames().stream()
                  .map(Frame::data)
                  .filter(data -> !data.equals("[DONE]"))
                  .toList();
        };
      }
    };
  }

  /** Replaces, removes or adds something somewhere. */
  private static void mutate(JsonNode root, Random random) {
    List<JsonNode> containers = new ArrayList<>();
    collect(root, containers);
    switch (containers.get(random.nextInt(containers.size()))) {
      case ObjectNode object when !object.isEmpty() -> {
        List<String> names = List.copyOf(object.propertyNames());
        String name = names.get(random.nextInt(names.size()));
        if (random.nextInt(4) == 0) {
          object.remove(name);
        } else {
          object.set(name, value(random));
        }
      }
      case ArrayNode array when !array.isEmpty() ->
          array.set(random.nextInt(array.size()), value(random));
      default -> {}
    }
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (node.isContainer()) {
      containers.add(node);
      node.forEach(child -> collect(child, containers));
    }
  }

  private static JsonNode value(Random random) {
    String[] values = {
      "null",
      "true",
      "-1",
      "0",
      "1e300",
      "12345678901234567890",
      "\"\"",
      "\"user\"",
      "[]",
      "{}",
      "[[{}]]",
      "{\"type\": \"text\"}",
      "\"object\"",
      "[\"object\", \"null\"]",
      "\"#/x/y\"",
    };
    return Caller.JSON.readTree(values[random.nextInt(values.length)]);
  }
}
