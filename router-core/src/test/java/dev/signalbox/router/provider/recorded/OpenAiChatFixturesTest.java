package dev.signalbox.router.provider.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.chat.FinishReason;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.provider.openai.Dialect;
import dev.signalbox.router.provider.openai.OpenAiChatCodec;
import dev.signalbox.router.provider.recorded.Fixtures.Fixture;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The OpenAI codec against every recorded exchange of Chat Completions. */
final class OpenAiChatFixturesTest {
  private static final Map<String, FinishReason> FINISH =
      Map.of(
          "stop", FinishReason.DONE,
          "eos", FinishReason.DONE,
          "length", FinishReason.LENGTH,
          "tool_calls", FinishReason.TOOL_CALLS,
          "content_filter", FinishReason.CONTENT_FILTER);

  /** Read by a person from the recordings: outcome, whether and when to ask again, request id. */
  private static final Map<String, String> ERRORS =
      Map.ofEntries(
          Map.entry(
              "error-400-no-messages.json#0", "rejected 400, req_c8581ad40f2c494682c45001d68b9047"),
          Map.entry("error-400-openai-o1-mini-system-role-system.json#0", "rejected 400, none"),
          Map.entry(
              "error-400-vision.json#2", "rejected 400, req_27be20945b4644a797fd787d7eed810d"),
          Map.entry(
              "error-401-llama-index-chat-error.json#0",
              "ACCESS_DENIED next, req_9687077e3eda489b8c841a40f5d23a95"),
          Map.entry(
              "error-403-openai-403-project-model-access.json#0", "MODEL_UNAVAILABLE next, none"),
          Map.entry(
              "error-404-agents-and-tools.json#2",
              "MODEL_UNAVAILABLE next, req_a74d9a9581074472b5aa6dfe4aaaeebd"),
          Map.entry(
              "error-404-cassette.json#0",
              "MODEL_UNAVAILABLE next, req_b26fb13afe114fd0927c1cd35e436a79"),
          Map.entry(
              "error-429-openai-429-tokens-per-min.json#0", "RATE_LIMITED here in PT0.006S, none"),
          Map.entry("error-500-openai-500-server-error-2.json#0", "SERVER_ERROR here, none"),
          Map.entry("error-503-openai-503-overloaded.json#0", "OVERLOADED here, none"));

  private static final Map<String, String> ERRORS_OF_IMITATORS =
      Map.of(
          "deepseek-error-400-real-error-scenarios-deepseek-deepseek-chat-handles-context.json#0",
          "CONTEXT_TOO_LONG next, 20f7a0db0e3f4d45c852a9c27a2d1ade",
          "groq-error-400-tool-use-failed-error-with-text.json#0",
          "UNUSABLE_ANSWER next, none",
          "groq-error-429-groq-429-tpm.json#0",
          "RATE_LIMITED here in PT1.984999999S, none",
          "mistral-error-401-error-handling-with-mistral-mistral-small-latest-raises-appr.json#0",
          "ACCESS_DENIED next, 01a01a71-adef-761b-9fa0-bffc7640e912",
          "openrouter-error-401-error-handling-with-openrouter-claude-haiku-4-5-raises-appro.json#0",
          "ACCESS_DENIED next, none");

  /** An answer of which Azure's filter let nothing through. */
  private static final String WITHHELD = "azure-refusal-azure-chat-content-filtering.json#0";

  private final OpenAiChatCodec codec = new OpenAiChatCodec("recorded");

  @Test
  void readsEveryAnswerAsItWasGiven() {
    List<Fixture> answers = whole("openai-chat").stream().filter(it -> it.status() == 200).toList();

    assertThat(answers).isNotEmpty().allSatisfy(this::assertReadAsGiven);
  }

  @Test
  void readsEveryErrorAsAPersonWould() {
    Map<String, String> outcomes = Verdict.onErrors(codec, whole("openai-chat"));

    assertThat(outcomes).containsAllEntriesOf(ERRORS);
    assertThat(outcomes.values()).noneMatch(outcome -> outcome.startsWith("answered"));
  }

  @Test
  void readsItsImitatorsToo() {
    List<Fixture> answers =
        whole("compat", "perplexity").stream()
            .filter(it -> it.status() == 200 && !it.name().equals(WITHHELD))
            .toList();

    assertThat(answers).isNotEmpty().allSatisfy(this::assertReadAsGiven);
    System.out.printf(
        "fixtures compat and perplexity: %d answers read as Chat Completions%n", answers.size());
  }

  @Test
  void readsTheErrorsOfItsImitatorsAsAPersonWould() {
    Map<String, String> outcomes = Verdict.onErrors(codec, whole("compat", "perplexity"));

    assertThat(outcomes).isEqualTo(ERRORS_OF_IMITATORS);
  }

  @Test
  void saysWhatAzuresFilterWithheldAnAnswerFor() {
    Fixture withheld =
        whole("compat").stream()
            .filter(fixture -> fixture.name().equals(WITHHELD))
            .findFirst()
            .orElseThrow();

    assertThat(codec.decode(withheld.wire()))
        .isEqualTo(
            new Outcome.Failed(
                Fault.FILTERED,
                "the provider's filter withheld the answer: hate",
                Optional.empty(),
                false));
  }

  @Test
  void asksAsTheRecordedClientsAsked() {
    List<Fixture> all = chat("openai-chat");
    RequestComparison comparison = new OpenAiChatRequests(Dialect.OPENAI).compare(all);

    assertThat(comparison.differences()).isEmpty();
    assertThat(comparison.compared()).isPositive();
    System.out.printf(
        "fixtures openai-chat: %d exchanges read, 0 unreadable, %s%n", all.size(), comparison);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "azure",
        "cerebras",
        "deepseek",
        "groq",
        "mistral",
        "ollama",
        "openrouter",
        "vllm"
      })
  void asksItsImitatorsAsTheirClientsAsked(String vendor) {
    List<Fixture> all =
        chat("compat").stream().filter(it -> it.name().startsWith(vendor + "-")).toList();
    RequestComparison comparison = new OpenAiChatRequests(Dialect.of(vendor)).compare(all);

    assertThat(comparison.differences()).isEmpty();
    assertThat(comparison.compared()).isPositive();
    System.out.printf("fixtures of %s: %s%n", vendor, comparison);
  }

  private static List<Fixture> whole(String... folders) {
    return chat(folders).stream().filter(fixture -> !fixture.isStream()).toList();
  }

  private static List<Fixture> chat(String... folders) {
    return Fixtures.in(folders).stream().filter(fixture -> fixture.api().equals("chat")).toList();
  }

  private void assertReadAsGiven(Fixture fixture) {
    JsonNode body = fixture.bodyTree();
    JsonNode message = body.at("/choices/0/message");
    assertThat(codec.decode(fixture.wire()))
        .as(fixture.name())
        .isInstanceOfSatisfying(
            Outcome.Answered.class,
            answer -> {
              Reply reply = answer.reply();
              assertThat(reply.text()).isEqualTo(textOf(message));
              assertThat(reply.refusal().orElse("-"))
                  .isEqualTo(message.at("/refusal").stringValue("-"));
              assertThat(reply.finish()).isEqualTo(finishOf(body, message));
              assertThat(reply.toolCalls().stream().map(it -> it.name() + it.arguments()))
                  .containsExactlyElementsOf(tools(message));
              assertThat(reply.reasoning()).isEqualTo(reasoningOf(message));
              assertThat(reply.citedUrls())
                  .isEqualTo(
                      body.at("/citations").valueStream().map(JsonNode::stringValue).toList());
              assertThat(reply.served().model()).isEqualTo(body.at("/model").stringValue());
              assertThat(reply.served().fingerprint().orElse(""))
                  .isEqualTo(body.at("/system_fingerprint").stringValue(""));
              assertUsage(reply, body.at("/usage"));
            });
  }

  private static void assertUsage(Reply reply, JsonNode usage) {
    long cached = usage.at("/prompt_tokens_details/cached_tokens").asLong(0);
    long written = usage.at("/prompt_tokens_details/cache_write_tokens").asLong(0);
    assertThat(reply.usage().cacheRead()).isEqualTo(cached);
    assertThat(reply.usage().cacheWrite()).isEqualTo(written);
    assertThat(reply.usage().input() + cached + written)
        .isEqualTo(usage.at("/prompt_tokens").asLong());
    assertThat(reply.usage().output()).isEqualTo(usage.at("/completion_tokens").asLong());
    assertThat(reply.usage().reasoning())
        .isEqualTo(usage.at("/completion_tokens_details/reasoning_tokens").asLong(0));
  }

  /** Mistral's reasoning models send parts instead of a string. */
  private static String textOf(JsonNode message) {
    JsonNode content = message.at("/content");
    if (!content.isArray()) {
      return content.stringValue("");
    }
    StringBuilder text = new StringBuilder();
    content.forEach(part -> text.append(part.at("/text").stringValue("")));
    return text.toString();
  }

  private static String reasoningOf(JsonNode message) {
    if (!message.at("/content").isArray()) {
      return message.at("/reasoning").stringValue("")
          + message.at("/reasoning_content").stringValue("");
    }
    StringBuilder reasoning = new StringBuilder();
    message
        .at("/content")
        .findValues("thinking")
        .forEach(parts -> parts.forEach(it -> reasoning.append(it.at("/text").stringValue())));
    return reasoning.toString();
  }

  private static FinishReason finishOf(JsonNode body, JsonNode message) {
    return message.at("/refusal").isString()
        ? FinishReason.REFUSAL
        : FINISH.getOrDefault(
            body.at("/choices/0/finish_reason").stringValue(), FinishReason.OTHER);
  }

  private static List<String> tools(JsonNode message) {
    return message
        .at("/tool_calls")
        .valueStream()
        .map(call ->
            call.at("/function/name").stringValue(call.at("/custom/name").stringValue(""))
                + call.at("/function/arguments")
                    .stringValue(call.at("/custom/input").stringValue("")))
        .toList();
  }
}
