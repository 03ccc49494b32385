package dev.signalbox.router.provider;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is left of a provider's rate limits, as its answer said.
 *
 * @param requests that may still be made before {@code resetsAfter}
 * @param tokens that may still be used before {@code resetsAfter}; of several token limits the one
 *     that has the least left
 * @param resetsAfter until the sooner exhausted of the two is full again
 */
public record Headroom(OptionalLong requests, OptionalLong tokens, Optional<Duration> resetsAfter) {
  public static final Headroom UNKNOWN =
      new Headroom(OptionalLong.empty(), OptionalLong.empty(), Optional.empty());
}
