package dev.signalbox.db.calllog;

import dev.signalbox.db.Database;
import dev.signalbox.db.calllog.DayTable.Parent;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the partitions of the coming days, and drops what its retention is over for. It may be
 * killed at any point and asked for on several nodes at once: one of them does it, and goes on from
 * what it finds. What fails is logged, and done the next time. Thread-safe.
 */
public final class Housekeeping {
  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

  private static final String ALONE = "hashtext('signalbox housekeeping')";

  /** Whoever waits for a lock may hold up all who come after. */
  private static final String LOCK_LIMIT = "set lock_timeout = '1s'";

  /** A budget's period that ended this long ago explains no bill any more. */
  private static final int BUDGET_DAYS = 60;

  private final Database database;
  private final Retention retention;
  private final InstantSource clock;

  /**
   * @param clock which day it is; nothing is dropped that is not over by the database's clock, too
   */
  public Housekeeping(Database database, Retention retention, InstantSource clock) {
    this.database = database;
    this.retention = retention;
    this.clock = clock;
  }

  /** What the call log still takes in, for those who deliver calls. */
  public KeepFrom keepFrom() {
    return retention.keepFrom(today());
  }

  /** Does all there is to do, unless another node is at it. */
  public void run() {
    attempt("the housekeeping of the call log", () -> database.jdbi().useHandle(this::runAlone));
  }

  private void runAlone(Handle handle) {
    handle.execute(LOCK_LIMIT);
    try {
      // Of the session: it ends with the connection, however that ends.
      if (is(handle, "select pg_try_advisory_lock(%s)".formatted(ALONE))) {
        try {
          keep(handle);
        } finally {
          is(handle, "select pg_advisory_unlock(%s)".formatted(ALONE));
        }
      }
    } finally {
      handle.execute("reset lock_timeout"); // the pool's next user waits as long as ever
    }
  }

  private void keep(Handle handle) {
    CallLogDays days = new CallLogDays(handle);
    List<DayTable> tables = days.all();
    for (LocalDate day : DayPlan.of(today(), tables, retention).make()) {
      attempt("making the partitions of " + day, () -> days.make(day));
    }
    LocalDate surely = earlier(today(), days.today());
    DayPlan plan = DayPlan.of(surely, tables, retention);
    Set<Parent> stuck = EnumSet.noneOf(Parent.class);
    plan.finish().forEach(table -> attempt("detaching", table, stuck, days::detach));
    // A day leaves the log at once, though the file system takes its time over the files.
    plan.drop().forEach(table -> attempt("detaching", table, stuck, days::detach));
    plan.drop().forEach(table -> attempt("dropping", table, stuck, days::drop));
    attempt("dropping old budgets", () -> dropBudgets(handle, surely.minusDays(BUDGET_DAYS)));
  }

  /** One that is stuck keeps the others of its table from being detached. */
  private static void attempt(
      String what, DayTable table, Set<Parent> stuck, Consumer<DayTable> step) {
    if (stuck.contains(table.parent())) {
      return;
    }
    if (attempt(what + " " + table.sql(), () -> step.accept(table))) {
      LOG.info("{} {}: done", what, table.sql());
    } else {
      stuck.add(table.parent());
    }
  }

  private static boolean attempt(String what, Runnable step) {
    try {
      step.run();
      return true;
    } catch (JdbiException e) {
      LOG.warn("{} did not work out, and is tried again later: {}", what, e.getMessage());
      return false;
    }
  }

  private static void dropBudgets(Handle handle, LocalDate endedBefore) {
    handle.useTransaction(open -> {
      for (String table : List.of("budget_lease", "budget_period")) {
        open.createUpdate(
                """
                delete from %s where (begins_on + case period
                  when 'day' then interval '1 day' else interval '1 month' end)::date < :ended
                """
                    .formatted(table))
            .bind("ended", endedBefore)
            .execute();
      }
    });
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private static LocalDate earlier(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? one : other;
  }

  private static boolean is(Handle handle, String question) {
    return handle.createQuery(question).mapTo(Boolean.class).one();
  }
}
