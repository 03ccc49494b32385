package dev.signalbox.router.table;

import dev.signalbox.router.chat.Effort;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where a task can be sent: a provider, one of its models, and parameters.
 *
 * @param maxOutputTokens cap on the answer in tokens when the request sets none
 * @param effort how much to reason when the request does not say
 */
public record Target(
    String provider, String model, OptionalInt maxOutputTokens, Optional<Effort> effort) {
  public static Target of(String provider, String model) {
    return new Target(provider, model, OptionalInt.empty(), Optional.empty());
  }

  public Target capped(int tokens) {
    return new Target(provider, model, OptionalInt.of(tokens), effort);
  }

  /** {@code provider/model}, as people and the call log name it. */
  public String name() {
    return provider + "/" + model;
  }
}
