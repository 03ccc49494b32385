package dev.signalbox.router.table;

import java.util.OptionalInt;

/**
 * Where a task can be sent: a provider, one of its models, and parameters.
 *
 * @param maxOutputTokens cap on the answer in tokens when the request sets none
 */
public record Target(String provider, String model, OptionalInt maxOutputTokens) {
  public static Target of(String provider, String model) {
    return new Target(provider, model, OptionalInt.empty());
  }

  /** {@code provider/model}, as people and the call log name it. */
  public String name() {
    return provider + "/" + model;
  }
}
