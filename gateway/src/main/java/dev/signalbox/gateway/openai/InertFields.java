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
  /** For OpenAI's own bookkeeping. */
  private static final Set<String> ANY_VALUE = Set.of("prompt_cache_retention");

  /** The JSON of what holds anyway. */
  private static final Map<String, String> ONE_VALUE =
      Map.of(
          "logprobs", "false",
          "modalities", "[\"text\"]",
          "n", "1",
          "service_tier", "\"auto\"",
          "store", "false",
          "stream", "false");

  private static final Set<String> NO_VALUE =
      Set.of(
          "audio",
          "function_call",
          "functions",
          "logit_bias",
          "prediction",
          "stream_options",
          "top_logprobs",
          "verbosity");

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
