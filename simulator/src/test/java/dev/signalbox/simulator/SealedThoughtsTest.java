package dev.signalbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.simulator.http.HttpRequest;
import dev.signalbox.simulator.wire.Signatures;
import dev.signalbox.simulator.wire.Stamp;
import dev.signalbox.simulator.wire.ToolCall;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Thoughts come back as they were given, or the request is refused. */
class SealedThoughtsTest {
  private static final String QUESTION = "How is the weather?";
  private static final AnswerBook BOOK =
      AnswerBook.of(
          List.of(
              new AnswerBook.Entry(
                  QUESTION,
                  "Fine.",
                  List.of("Foul."),
                  List.of(new ToolCall("weather", Caller.JSON.createObjectNode())))));
  private static final String FOREIGN =
      new Signatures("nobody").seal(new Stamp(Instant.EPOCH, 1, Duration.ZERO), "thoughts");

  private static ProviderApi serving(Api api) {
    return ProviderApi.of(SimulatorSettings.of(BOOK, api.provider()), api.provider());
  }

  /** A request that makes the model think and call the tool. */
  private static ObjectNode first(Api api) {
    ObjectNode body = (ObjectNode) Caller.JSON.readTree(api.askWithTool(QUESTION, false).body());
    switch (api) {
      case ANTHROPIC ->
          body.putObject("thinking").put("type", "enabled").put("budget_tokens", 1_024);
      case RESPONSES -> {
        body.putObject("reasoning").put("effort", "low");
        body.putArray("include").add("reasoning.encrypted_content");
      }
      default -> {}
    }
    return body;
  }

  /** The same conversation with the answer and the tool's result. */
  private static ObjectNode second(Api api, JsonNode answer) {
    ObjectNode body = first(api);
    switch (api) {
      case ANTHROPIC -> {
        JsonNode content = answer.get("content");
        body.withArray("messages").addObject().put("role", "assistant").set("content", content);
        body.withArray("messages")
            .addObject()
            .put("role", "user")
            .putArray("content")
            .addObject()
            .put("type", "tool_result")
            .put("tool_use_id", content.at("/1/id").stringValue())
            .put("content", "sunny");
      }
      case RESPONSES -> {
        var input = body.putArray("input");
        input.addObject().put("role", "user").put("content", QUESTION);
        answer.get("output").forEach(input::add);
        input
            .addObject()
            .put("type", "function_call_output")
            .put("call_id", answer.at("/output/1/call_id").stringValue())
            .put("output", "sunny");
      }
      default -> {
        body.withArray("contents").add(answer.at("/candidates/0/content"));
        body.withArray("contents")
            .addObject()
            .put("role", "user")
            .putArray("parts")
            .addObject()
            .putObject("functionResponse")
            .put("name", "weather")
            .putObject("response")
            .put("sky", "sunny");
      }
    }
    return body;
  }

  private static String field(Api api) {
    return switch (api) {
      case ANTHROPIC -> "signature";
      case RESPONSES -> "encrypted_content";
      default -> "thoughtSignature";
    };
  }

  @ParameterizedTest
  @EnumSource(names = {"ANTHROPIC", "RESPONSES", "GEMINI"})
  void aModelsOwnThoughtsAreTakenBackAndForeignOnesRefused(Api api) {
    ProviderApi provider = serving(api);
    Played called = Played.of(provider.script(api.request(first(api), false)));
    JsonNode answer = Caller.JSON.readTree(called.body());
    JsonNode foreign = answer.deepCopy();
    for (JsonNode sealed : foreign.findParents(field(api))) {
      ((ObjectNode) sealed).put(field(api), FOREIGN);
    }
    assertThat(called.body()).contains(field(api), "weather");

    Played taken = play(provider, api, second(api, answer));
    Played refused = play(provider, api, second(api, foreign));

    assertThat(taken.status()).as(taken.body()).isEqualTo(200);
    assertThat(api.text(taken.body())).isEqualTo("Fine.");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body())
        .containsAnyOf(
            "Invalid `signature` in `thinking` block",
            "invalid_encrypted_content",
            "Corrupted thought signature.");
  }

  private static Played play(ProviderApi provider, Api api, ObjectNode body) {
    HttpRequest request = api.request(body, false);
    return Played.of(provider.script(request));
  }
}
