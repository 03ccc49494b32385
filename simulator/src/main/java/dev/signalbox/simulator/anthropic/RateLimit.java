package dev.signalbox.simulator.anthropic;

import java.time.Duration;

/**
 * What is left of this minute's allowance.
 *
 * @param requests left
 * @param tokens left
 * @param reset how long until it is whole again
 */
record RateLimit(int requests, int tokens, Duration reset) {
  static final int REQUEST_LIMIT = 10_000;
  static final int TOKEN_LIMIT = 12_000_000;

  static RateLimit used(int tokens) {
    return new RateLimit(
        REQUEST_LIMIT - 1, Math.max(0, TOKEN_LIMIT - tokens), Duration.ofSeconds(1));
  }

  static RateLimit exhausted(Duration reset) {
    return new RateLimit(0, TOKEN_LIMIT, reset);
  }
}
