package dev.signalbox.simulator;

import java.time.Duration;

/** A way for a provider to let its caller down. */
public sealed interface Fault {

  /** Whether it strikes before the model has worked, so that nobody waits out its latency. */
  default boolean comesAtOnce() {
    return switch (this) {
      case ConnectionRefused _, Reset _, ServerError _, RateLimited _, Silent _ -> true;
      case Cut _, Garbage _, Empty _ -> false;
    };
  }

  /** The port is closed. Only a provider as a whole, and all of it, can refuse connections. */
  record ConnectionRefused() implements Fault {}

  /** The request is read, then the connection is reset. */
  record Reset() implements Fault {}

  /**
   * An error in the provider's own shape.
   *
   * @param status one that this provider uses: 500, 503 and, at Anthropic, 529
   */
  record ServerError(int status) implements Fault {}

  /**
   * A 429.
   *
   * @param retryAfter told in whole seconds, rounded up, as the header does
   */
  record RateLimited(Duration retryAfter) implements Fault {
    public RateLimited {
      if (retryAfter.isNegative()) {
        throw new IllegalArgumentException("a wait cannot be negative, got " + retryAfter);
      }
    }
  }

  /**
   * The request is read and nothing is said.
   *
   * @param hold then the connection closes; earlier when the client leaves; at most an hour
   */
  record Silent(Duration hold) implements Fault {
    public Silent {
      if (!hold.isPositive() || hold.compareTo(Duration.ofHours(1)) > 0) {
        throw new IllegalArgumentException("a hold is more than 0 and at most 1 h, got " + hold);
      }
    }
  }

  /** The answer breaks off halfway through its body. */
  record Cut() implements Fault {}

  /** Status 200 with a body that is no JSON. */
  record Garbage() implements Fault {}

  /** Status 200 with nothing said. */
  record Empty() implements Fault {}
}
