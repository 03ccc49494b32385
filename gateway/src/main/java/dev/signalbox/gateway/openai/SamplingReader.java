package dev.signalbox.gateway.openai;

import dev.signalbox.router.chat.Sampling;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Reads how the answer is to be drawn. */
final class SamplingReader {
  static final Set<String> FIELDS =
      Set.of("temperature", "top_p", "seed", "frequency_penalty", "presence_penalty");

  private SamplingReader() {}

  static Sampling read(Field body) {
    return new Sampling(
        number(body, "temperature", 0, 2),
        number(body, "top_p", 0, 1),
        OptionalInt.empty(),
        body.optional("seed")
            .map(field -> OptionalLong.of(field.wholeNumber()))
            .orElse(OptionalLong.empty()),
        penalty(body, "frequency_penalty"),
        penalty(body, "presence_penalty"));
  }

  private static OptionalDouble number(Field body, String name, double min, double max) {
    return body.optional(name)
        .map(field -> OptionalDouble.of(field.number(min, max)))
        .orElse(OptionalDouble.empty());
  }

  /** A penalty of zero is none, also at providers that know no penalties. */
  private static OptionalDouble penalty(Field body, String name) {
    OptionalDouble given = number(body, name, -2, 2);
    return given.orElse(0) == 0 ? OptionalDouble.empty() : given;
  }
}
