package dev.signalbox.db.calllog;

import dev.signalbox.db.Database;
import dev.signalbox.db.journal.Journal;
import dev.signalbox.router.CallLog;
import dev.signalbox.router.RoutedCall;
import dev.signalbox.router.table.LogRule;
import dev.signalbox.router.time.Sleeper;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The call log: every call goes to the node's journal before its answer is handed out, and from
 * there to PostgreSQL, whenever that takes it. Nobody waits for the database. Thread-safe.
 */
public final class JournaledCallLog implements CallLog, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JournaledCallLog.class);

  private static final Duration INTERRUPT_LIMIT = Duration.ofSeconds(5);
  private static final int LOSSES_A_LOG_LINE = 1000;

  private final Journal journal;
  private final UnaryOperator<String> redactor;
  private final Duration drain;
  private final AtomicLong unwritable = new AtomicLong();
  private final Courier courier;
  private final Thread delivering;

  /**
   * How the call log is doing.
   *
   * @param trouble why the database does not take calls, while it does not
   */
  public record State(Journal.State journal, Optional<String> trouble) {}

  private JournaledCallLog(
      Journal journal, Courier courier, UnaryOperator<String> redactor, Duration drain) {
    this.journal = journal;
    this.redactor = redactor;
    this.drain = drain;
    this.courier = courier;
    this.delivering = Thread.ofVirtual().name("call log").unstarted(courier::run);
  }

  /**
   * Starts one.
   *
   * @param journal of this node; stays open, and is to be closed after this
   * @param redactor replaces secrets and personal data, for tasks that want it
   * @param keepFrom what retention still keeps, asked for every batch
   * @param drain how long closing waits for the database to take what is left
   */
  public static JournaledCallLog start(
      Database database,
      Journal journal,
      UnaryOperator<String> redactor,
      Supplier<KeepFrom> keepFrom,
      Duration drain) {
    Courier courier = new Courier(journal, new Delivery(database, keepFrom), Sleeper.REAL);
    JournaledCallLog log = new JournaledCallLog(journal, courier, redactor, drain);
    log.delivering.start();
    return log;
  }

  /**
   * Delivers everything in a journal that another node left behind; gives up on the first failure
   * of the database.
   *
   * @return how many records that were
   * @throws SQLException or a runtime exception if the database does not take them
   */
  public static long adopt(Database database, Journal orphan, Supplier<KeepFrom> keepFrom)
      throws SQLException, InterruptedException {
    return new Courier(orphan, new Delivery(database, keepFrom), Sleeper.REAL).deliverAll();
  }

  @Override
  public boolean append(RoutedCall call, LogRule rule) {
    try {
      return journal.append(LoggedCall.record(call, rule, redactor));
    } catch (RuntimeException e) {
      if (unwritable.getAndIncrement() % LOSSES_A_LOG_LINE == 0) {
        LOG.error("call {} cannot be put in rows, and is lost", call.id(), e);
      }
      return false;
    }
  }

  @Override
  public boolean hasRoom() {
    return journal.hasRoom();
  }

  public State state() {
    return new State(journal.state(), courier.trouble());
  }

  /**
   * Waits until the database has taken what is left, but not for long; the rest stays in the
   * journal.
   */
  @Override
  public void close() {
    courier.finish();
    try {
      if (!delivering.join(drain)) {
        delivering.interrupt();
        delivering.join(INTERRUPT_LIMIT);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    long left = journal.state().waiting();
    if (left > 0) {
      LOG.warn("{} calls wait in the journal for the next start", left);
    }
  }
}
