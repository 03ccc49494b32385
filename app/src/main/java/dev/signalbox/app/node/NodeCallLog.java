package dev.signalbox.app.node;

import dev.signalbox.db.Database;
import dev.signalbox.db.calllog.Housekeeping;
import dev.signalbox.db.calllog.JournaledCallLog;
import dev.signalbox.db.journal.Journal;
import dev.signalbox.db.journal.JournalFolder;
import dev.signalbox.eval.schedule.QuartzWaker;
import dev.signalbox.gateway.Readiness;
import dev.signalbox.router.CallLog;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node's call log: its journal, and what carries it to the database. Thread-safe. */
final class NodeCallLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NodeCallLog.class);
  private static final Duration DRAIN = Duration.ofSeconds(10);
  private static final Duration HOUSEKEEPING = Duration.ofHours(1);

  private final Journal journal;
  private final JournaledCallLog log;
  private final Housekeeping housekeeping;

  private NodeCallLog(Journal journal, JournaledCallLog log, Housekeeping housekeeping) {
    this.journal = journal;
    this.log = log;
    this.housekeeping = housekeeping;
  }

  /**
   * Starts it; what an earlier process of this node left in the journal is delivered first.
   *
   * @throws dev.signalbox.db.journal.JournalException if another process has the node's journal, or
   *     the disk refuses
   */
  static NodeCallLog start(Database database, LogPlan plan, String node) {
    Journal journal = Journal.open(plan.journals().resolve(node), plan.journal());
    warnOfOrphans(plan.journals());
    Housekeeping housekeeping =
        new Housekeeping(database, plan.retention(), InstantSource.system());
    housekeeping.run(); // no call has to wait for its day
    return new NodeCallLog(
        journal,
        JournaledCallLog.start(database, journal, plan.redactor(), housekeeping::keepFrom, DRAIN),
        housekeeping);
  }

  private static void warnOfOrphans(Path journals) {
    for (JournalFolder found : JournalFolder.allIn(journals)) {
      if (found.isOrphan()) {
        LOG.warn(
            "{} calls of another node wait in {}, and no process delivers them; if that node does"
                + " not come back: signalbox journal import {}",
            found.records(),
            found.folder(),
            found.folder());
      }
    }
  }

  /** Makes the days to come, and drops those that are over. */
  QuartzWaker.Waking housekeeping() {
    return new QuartzWaker.Waking("housekeeping", HOUSEKEEPING, housekeeping::run);
  }

  CallLog log() {
    return log;
  }

  /** Whether all that was logged so far is in the database. */
  boolean isDelivered() {
    return journal.state().waiting() == 0;
  }

  Readiness readiness() {
    return readiness(log.state(), log.hasRoom());
  }

  static Readiness readiness(JournaledCallLog.State state, boolean hasRoom) {
    List<String> reasons = new ArrayList<>();
    state.trouble().ifPresent(why -> reasons.add(backlog(state.journal()) + ": " + why));
    if (!hasRoom) {
      reasons.add(
          "the journal has no room: calls of tasks with log.required are refused, others are made"
              + " and dropped from the log once it is full");
    }
    return reasons.isEmpty()
        ? Readiness.ready()
        : Readiness.degraded(reasons.toArray(String[]::new));
  }

  private static String backlog(Journal.State journal) {
    return "the database does not take calls; %,d wait in the journal, which is %d %% full; %,d were dropped and %,d set aside"
        .formatted(
            journal.waiting(),
            100 * journal.bytes() / journal.limitBytes(),
            journal.dropped(),
            journal.setAside());
  }

  @Override
  public void close() {
    log.close();
    journal.close();
  }
}
