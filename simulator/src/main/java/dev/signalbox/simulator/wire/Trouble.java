package dev.signalbox.simulator.wire;

import java.time.Duration;

/** What a provider can answer in place of a model's answer, each in a shape of its own. */
public sealed interface Trouble {

  /**
   * The provider fails.
   *
   * @param status one of {@link WireFormat#serverErrors}
   */
  record ServerError(int status) implements Trouble {}

  /** Too many requests or tokens; come back after {@code retryAfter}. */
  record RateLimited(Duration retryAfter, Advice advice) implements Trouble {}

  /** Grounds on which it refuses, however often it is asked. */
  enum Refusal implements Trouble {
    /** Nothing is left to pay with. */
    QUOTA_EXHAUSTED,
    /** The day's free requests are used up. */
    DAILY_QUOTA_EXHAUSTED,
    /** The spending limit that was set is reached. */
    SPEND_LIMIT_REACHED,
    /** The request alone is larger than what is allowed. */
    REQUEST_TOO_LARGE,
    BAD_KEY,
    UNKNOWN_MODEL,
    CONTEXT_TOO_LONG
  }

  /** How a wait is told. */
  enum Advice {
    /** As the provider does. */
    USUAL,
    /** {@code retry-after} in whole seconds. */
    SECONDS,
    /** {@code retry-after} with a fraction. */
    FRACTION,
    /** {@code retry-after} as an HTTP date. */
    HTTP_DATE,
    /** {@code retry-after-ms} alone. */
    MILLISECONDS,
    /** Only in headers that say when the limit resets, where the provider has such. */
    RESET_HEADERS,
    /** Only in the body: a sentence, or the detail that the provider has for it. */
    BODY,
    /** Not at all. */
    NONE
  }
}
