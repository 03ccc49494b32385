package dev.signalbox.router.chat;

import java.util.OptionalDouble;

/** Sampling settings of the caller; absent means the provider's default. */
public record Sampling(OptionalDouble temperature, OptionalDouble topP) {
  public static final Sampling DEFAULT =
      new Sampling(OptionalDouble.empty(), OptionalDouble.empty());

  public boolean isDefault() {
    return temperature.isEmpty() && topP.isEmpty();
  }
}
