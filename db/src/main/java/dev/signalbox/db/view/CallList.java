package dev.signalbox.db.view;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A page of calls, newest first.
 *
 * @param next where older ones go on, when there are any
 */
public record CallList(List<Row> calls, Optional<CallCursor> next) {
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
   * @param asked the beginning of what was asked last
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
      Optional<String> asked) {

    CallCursor cursor() {
      return new CallCursor(startedAt, id);
    }
  }
}
