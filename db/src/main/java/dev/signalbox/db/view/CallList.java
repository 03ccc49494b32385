package dev.signalbox.db.view;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A page of calls, newest first. It can be short, even empty, and still have a next one: a search
 * ends after a while, and goes on from where it was.
 *
 * @param next where older ones go on: the id that they come before; absent when these are the last
 */
public record CallList(List<Row> calls, Optional<UUID> next) {
  public CallList {
    calls = List.copyOf(calls);
  }

  /**
   * One call.
   *
   * @param origin {@code traffic} or {@code eval}
   * @param startedAt real time
   * @param result {@code answered}, {@code rejected}, {@code cut} or {@code failed}
   * @param reason why it was not answered
   * @param provider that answered
   * @param attempts how many it took
   * @param asked the beginning of what was asked last, while that is kept
   */
  public record Row(
      UUID id,
      String origin,
      String task,
      Instant startedAt,
      double tookMs,
      String result,
      Optional<String> reason,
      Optional<String> provider,
      Optional<String> model,
      Optional<String> revision,
      boolean simulated,
      int attempts,
      BigDecimal costUsd,
      Optional<String> key,
      Optional<String> user,
      Optional<String> promptVersion,
      Optional<String> asked) {

    Row withAsked(Optional<String> words) {
      return new Row(
          id,
          origin,
          task,
          startedAt,
          tookMs,
          result,
          reason,
          provider,
          model,
          revision,
          simulated,
          attempts,
          costUsd,
          key,
          user,
          promptVersion,
          words);
    }
  }
}
