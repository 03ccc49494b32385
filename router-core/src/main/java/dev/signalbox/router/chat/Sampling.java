package dev.signalbox.router.chat;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Sampling settings of the caller; absent means the provider's default.
 *
 * @param temperature from 0 to 2
 * @param topP above 0, to 1
 * @param topK at least 1
 * @param seed asks for the same answer to the same request, as far as the provider can
 * @param frequencyPenalty from -2 to 2
 * @param presencePenalty from -2 to 2
 */
public record Sampling(
    OptionalDouble temperature,
    OptionalDouble topP,
    OptionalInt topK,
    OptionalLong seed,
    OptionalDouble frequencyPenalty,
    OptionalDouble presencePenalty) {
  public static final Sampling DEFAULT = of(OptionalDouble.empty(), OptionalDouble.empty());

  /** With nothing else set. */
  public static Sampling of(OptionalDouble temperature, OptionalDouble topP) {
    return new Sampling(
        temperature,
        topP,
        OptionalInt.empty(),
        OptionalLong.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty());
  }

  public static Sampling temperature(double value) {
    return of(OptionalDouble.of(value), OptionalDouble.empty());
  }

  public boolean isDefault() {
    return equals(DEFAULT);
  }
}
