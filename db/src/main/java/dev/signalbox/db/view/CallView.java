package dev.signalbox.db.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** Reads the call log. Thread-safe. */
public final class CallView {
  /** How many calls make a page. */
  public static final int PAGE = 50;

  private static final int MOST_ATTEMPTS = 100;

  /** Later than any call. */
  private static final CallCursor NEWEST =
      new CallCursor(Instant.parse("9999-12-31T00:00:00Z"), new UUID(-1, -1));

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Snapshot snapshot;

  CallView(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /**
   * One page of calls.
   *
   * @param after where the page before ended; absent for the newest calls
   */
  public CallList list(CallFilter filter, Optional<CallCursor> after) {
    CallCursor from = after.orElse(NEWEST);
    List<CallList.Row> rows =
        snapshot.read(
            CallQueries.class,
            queries -> queries.calls(from.startedAt(), from.id(), filter, PAGE + 1));
    List<CallList.Row> page = rows.subList(0, Math.min(PAGE, rows.size()));
    return new CallList(
        page, rows.size() > PAGE ? Optional.of(page.getLast().cursor()) : Optional.empty());
  }

  public Optional<CallDetail> find(UUID id) {
    return snapshot.read(
        CallQueries.class,
        queries ->
            queries
                .call(id)
                .map(call ->
                    detail(call, queries.documents(id), queries.attempts(id, MOST_ATTEMPTS))));
  }

  private static CallDetail detail(
      CallDetail.Call call, CallQueries.Documents documents, List<CallDetail.Attempt> attempts) {
    return new CallDetail(
        call,
        StoredRequest.of(JSON.readTree(documents.request())),
        StoredDecision.of(JSON.readTree(documents.decision())),
        StoredReply.of(JSON.readTree(documents.reply())),
        attempts);
  }
}
