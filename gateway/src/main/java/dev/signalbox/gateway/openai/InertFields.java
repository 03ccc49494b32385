package dev.signalbox.gateway.openai;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The fields of OpenAI's request that are taken only where they change nothing about the answer.
 * Any other value could not be honoured at every provider, so it is refused and never dropped.
 */
final class InertFields {
  /** For OpenAI's own bookkeeping, or, as there are no tools, about nothing. */
  private static final Set<String> ANY_VALUE =
      Set.of(
          "metadata",
          "parallel_tool_calls",
          "prompt_cache_key",
          "prompt_cache_retention",
          "safety_identifier",
          "user");

  /** The JSON of what holds anyway. */
  private static final Map<String, String> ONE_VALUE =
      Map.of(
          "frequency_penalty", "0",
          "logprobs", "false",
          "modalities", "[\"text\"]",
          "n", "1",
          "presence_penalty", "0",
          "service_tier", "\"auto\"",
          "store", "false",
          "stream", "false",
          "tool_choice", "\"none\"");

  private static final Set<String> NO_VALUE =
      Set.of(
          "audio",
          "function_call",
          "functions",
          "logit_bias",
          "prediction",
          "reasoning_effort",
          "seed",
          "stream_options",
          "tools",
          "top_logprobs",
          "verbosity",
          "web_search_options");

  private InertFields() {}

  static Set<String> names() {
    return Stream.of(ANY_VALUE, ONE_VALUE.keySet(), NO_VALUE)
        .flatMap(Set::stream)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Throws for the first field, by name, with a value that would have an effect. */
  static void check(Field body) {
    for (String name : new TreeSet<>(NO_VALUE)) {
      body.optional(name)
          .ifPresent(field -> {
            throw field.unsupported("is not supported, for not every provider has it");
          });
    }
    for (String name : new TreeSet<>(ONE_VALUE.keySet())) {
      String only = ONE_VALUE.getOrDefault(name, "");
      body.optional(name)
          .filter(field -> !means(field.node(), only))
          .ifPresent(field -> {
            throw field.unsupported("can only be " + only);
          });
    }
  }

  private static boolean means(JsonNode value, String json) {
    if (value.isNumber() && Character.isDigit(json.charAt(0))) {
      return value.decimalValue().compareTo(new BigDecimal(json)) == 0; // 0.0 is 0
    }
    return value.toString().equals(json);
  }
}
