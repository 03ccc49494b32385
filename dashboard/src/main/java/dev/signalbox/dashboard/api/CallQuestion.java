package dev.signalbox.dashboard.api;

import dev.signalbox.db.view.CallFilter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A search of the call log as it is asked for, by an address or a command.
 *
 * @param limit how many calls make a page
 * @param after the call that the page before ended with
 */
public record CallQuestion(CallFilter filter, int limit, Optional<UUID> after) {
  /** The names of all parameters. */
  static final Set<String> PARAMETERS =
      Set.of(
          "task",
          "provider",
          "model",
          "revision",
          "result",
          "origin",
          "prompt_version",
          "key",
          "user",
          "tag",
          "slower_than",
          "faster_than",
          "dearer_than",
          "cheaper_than",
          "from",
          "to",
          "text",
          "limit",
          "after");

  private static final int USUAL_LIMIT = 50;
  private static final int GREATEST_LIMIT = 200;
  private static final List<String> RESULTS = List.of("answered", "rejected", "cut", "failed");
  private static final List<String> ORIGINS = List.of("traffic", "eval");

  /**
   * Reads it.
   *
   * @throws BadParameterException if a value makes no sense, or no call can be meant
   */
  public static CallQuestion of(Parameters given) {
    return new CallQuestion(
        filter(given), given.count("limit", USUAL_LIMIT, GREATEST_LIMIT), given.id("after"));
  }

  /**
   * Reads which calls are meant.
   *
   * @throws BadParameterException if a value makes no sense, or no call can be meant
   */
  public static CallFilter filter(Parameters given) {
    Optional<Double> slower = given.milliseconds("slower_than");
    Optional<Double> faster = given.milliseconds("faster_than");
    Optional<BigDecimal> dearer = given.usd("dearer_than");
    Optional<BigDecimal> cheaper = given.usd("cheaper_than");
    Optional<Instant> from = given.moment("from");
    Optional<Instant> to = given.moment("to");
    order("faster_than", slower, faster, "it is not above the lower bound");
    order("cheaper_than", dearer, cheaper, "it is not above the lower bound");
    order("to", from, to, "it is not after the beginning");
    return new CallFilter(
        given.text("task"),
        given.text("provider"),
        given.text("model"),
        given.text("revision"),
        given.oneOf("result", RESULTS),
        given.oneOf("origin", ORIGINS),
        given.text("prompt_version"),
        given.text("key"),
        given.text("user"),
        given.text("tag"),
        slower,
        faster,
        dearer,
        cheaper,
        from,
        to,
        given.text("text"));
  }

  private static <T extends Comparable<T>> void order(
      String name, Optional<T> low, Optional<T> high, String sentence) {
    if (low.isPresent() && high.isPresent() && low.get().compareTo(high.get()) >= 0) {
      throw new BadParameterException(name, sentence);
    }
  }
}
