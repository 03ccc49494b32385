package dev.signalbox.db.store;

import dev.signalbox.router.RoutedCall;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Where calls are kept for good. */
interface CallSink {

  /** One call as rows. */
  record Rows(CallRow call, List<AttemptRow> attempts) {
    static Rows of(RoutedCall call) {
      return new Rows(CallRow.of(call), AttemptRow.of(call));
    }
  }

  /** Keeps all of them or, throwing, none; those that are kept already count as kept. */
  void keep(List<Rows> calls);

  /** In one transaction each time, so that a call is never there without its attempts. */
  static CallSink in(Jdbi jdbi) {
    return calls ->
        jdbi.useTransaction(handle -> {
          CallDao dao = handle.attach(CallDao.class);
          dao.insertCalls(calls.stream().map(Rows::call).toList());
          dao.insertAttempts(calls.stream().flatMap(rows -> rows.attempts().stream()).toList());
        });
  }
}
