package dev.signalbox.db.calllog;

import dev.signalbox.db.Database;
import dev.signalbox.db.column.Sha256;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Puts calls into the tables, a batch in a transaction, each once however often it comes. It keeps
 * a connection of its own, and takes another one after a failure. Not thread-safe.
 */
final class Delivery implements AutoCloseable {
  /** Whoever erases calls takes it alone, so that none arrives meanwhile. */
  static final String ERASURE_LOCK = "hashtext('signalbox call log erasure')";

  /** Where those listen who want to see calls as they arrive. */
  static final String CHANNEL = "signalbox_calls";

  private static final String ALREADY_THERE = "23505";

  /**
   * So often another node may be the first with a payload, while a batch is on its way; or the
   * server may still be at work for a process that was killed.
   */
  private static final int MOST_TRIES = 10;

  private final Database database;
  private final Supplier<KeepFrom> keepFrom;
  private final NewRows rows = new NewRows();
  private final Set<LocalDate> daysThere = new HashSet<>();
  private @Nullable Handle session;

  /**
   * What became of a batch; what is in neither was there already.
   *
   * @param stored calls that are new
   * @param erased calls that were not stored, since somebody had erased them or their user
   * @param expired calls that were not stored, since their day is over the limit of retention
   */
  record Delivered(int stored, int erased, int expired) {}

  Delivery(Database database, Supplier<KeepFrom> keepFrom) {
    this.database = database;
    this.keepFrom = keepFrom;
  }

  /**
   * Stores them all or, throwing, none.
   *
   * @throws org.jdbi.v3.core.JdbiException or a {@link SQLException} if the database does not take
   *     them
   */
  Delivered deliver(List<PackedCall> batch) throws SQLException {
    KeepFrom keep = keepFrom.get();
    List<PackedCall> current =
        batch.stream().filter(call -> !call.day().isBefore(keep.calls())).toList();
    try {
      Handle handle = session();
      makeDays(handle, current);
      Delivered delivered = store(handle, current, keep);
      return new Delivered(delivered.stored(), delivered.erased(), batch.size() - current.size());
    } catch (SQLException | RuntimeException e) {
      disconnect();
      throw e;
    }
  }

  private Handle session() {
    if (session == null) {
      Handle opened = database.jdbi().open();
      session = opened;
      opened.execute("set jit = off"); // costs more than it gains on short plans over many tables
      // Statistics of a day that fills are of when it was empty.
      opened.execute("set enable_seqscan = off");
    }
    return session;
  }

  private void makeDays(Handle handle, List<PackedCall> calls) {
    TreeSet<LocalDate> days =
        calls.stream().map(PackedCall::day).collect(Collectors.toCollection(TreeSet::new));
    days.removeAll(daysThere);
    for (LocalDate day : days) {
      handle
          .createQuery("select make_call_log_day(:day)")
          .bind("day", day)
          .mapTo(Boolean.class)
          .one();
      daysThere.add(day);
    }
  }

  /** Takes them for new, as they are but after a crash, until the database knows better. */
  private Delivered store(Handle handle, List<PackedCall> calls, KeepFrom keep)
      throws SQLException {
    for (int tries = 1; true; tries++) {
      boolean areNew = tries == 1;
      try {
        return handle.inTransaction(open -> store(open, calls, keep, areNew));
      } catch (SQLException | RuntimeException e) {
        if (tries == MOST_TRIES || !isForWhatIsThere(e)) {
          throw e;
        }
      }
    }
  }

  private static boolean isForWhatIsThere(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .anyMatch(
            cause -> cause instanceof SQLException sql && ALREADY_THERE.equals(sql.getSQLState()));
  }

  private Delivered store(Handle handle, List<PackedCall> calls, KeepFrom keep, boolean areNew)
      throws SQLException {
    handle.execute("select pg_advisory_xact_lock_shared(" + ERASURE_LOCK + ")");
    Erased erased = Erased.among(calls, handle);
    List<PackedCall> kept = calls.stream().filter(call -> !erased.holds(call.call())).toList();
    // In one order: two nodes that bring the same calls wait for one another, and never crosswise.
    SortedMap<UUID, PackedCall> wanted = new TreeMap<>();
    kept.forEach(call -> wanted.putIfAbsent(call.call().id(), call));
    if (!areNew && !wanted.isEmpty()) {
      wanted.keySet().removeAll(there(handle, wanted));
    }
    if (!wanted.isEmpty()) {
      rows.clear();
      wanted.values().forEach(call -> rows.add(call, keep));
      rows.copyTo(handle);
      announce(handle, wanted.keySet());
      // Last, since it locks rows that others want.
      Rollups.of(wanted.values().stream().map(PackedCall::logged).toList()).addTo(handle);
    }
    return new Delivered(wanted.size(), calls.size() - kept.size(), 0);
  }

  private static Set<UUID> there(Handle handle, SortedMap<UUID, PackedCall> calls) {
    return handle
        .createQuery("select id from call_log where id = any(:ids) and id between :first and :last")
        .bind("ids", calls.keySet().toArray(UUID[]::new))
        .bind("first", calls.firstKey())
        .bind("last", calls.lastKey())
        .mapTo(UUID.class)
        .set();
  }

  private static void announce(Handle handle, Collection<UUID> stored) {
    // By their text, as PostgreSQL orders them: Java's order of UUIDs is a signed one.
    TreeSet<String> ids =
        stored.stream().map(UUID::toString).collect(Collectors.toCollection(TreeSet::new));
    handle
        .createQuery("select pg_notify(:channel, :calls)")
        .bind("channel", CHANNEL)
        .bind("calls", "%s %s %d".formatted(ids.first(), ids.last(), ids.size()))
        .mapTo(String.class)
        .findOne();
  }

  /** What somebody had erased before it arrived. */
  private record Erased(Map<String, Instant> since) {

    static Erased among(List<PackedCall> calls, Handle handle) {
      boolean any =
          handle
              .createQuery(
                  "select exists (select 1 from call_log_change where action <> 'reprice')")
              .mapTo(Boolean.class)
              .one();
      if (!any) {
        return new Erased(Map.of());
      }
      String[] subjects =
          calls.stream().flatMap(call -> subjects(call.call())).distinct().toArray(String[]::new);
      return new Erased(
          handle
              .createQuery(
                  """
                  select subject, max(changed_at) as changed_at from call_log_change
                  where action <> 'reprice' and subject = any(:subjects) group by subject
                  """)
              .bind("subjects", subjects)
              .reduceRows(
                  new HashMap<String, Instant>(),
                  (found, row) -> {
                    found.put(
                        row.getColumn("subject", String.class),
                        row.getColumn("changed_at", Instant.class));
                    return found;
                  }));
    }

    private static Stream<String> subjects(CallRow call) {
      return Stream.concat(
          Stream.of(call.id().toString()),
          Optional.ofNullable(call.userId()).map(Sha256::hex).stream());
    }

    /** A call that was erased by its id stays so; one of a user, if it was made before. */
    boolean holds(CallRow call) {
      if (since.isEmpty()) {
        return false;
      }
      Instant user = call.userId() == null ? null : since.get(Sha256.hex(call.userId()));
      return since.containsKey(call.id().toString())
          || (user != null && call.startedAt().isBefore(user));
    }
  }

  private void disconnect() {
    Handle old = session;
    session = null;
    daysThere.clear();
    if (old != null) {
      try {
        old.close();
      } catch (RuntimeException _) {
        // It is broken already, and the pool throws it away.
      }
    }
  }

  @Override
  public void close() {
    disconnect();
  }
}
