package dev.signalbox.db.calllog;

import dev.signalbox.db.calllog.ReadAhead.Parcel;
import dev.signalbox.db.journal.Journal;
import dev.signalbox.db.journal.JournalException;
import dev.signalbox.router.time.Sleeper;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries records from a journal to the database, in their order: until it takes them, however long
 * that is. A record that it will never take is set aside, so that it holds up no other. Used by one
 * thread, but for {@link #finish} and {@link #trouble}.
 */
final class Courier {
  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  /**
   * By which part of it a batch grows that was too long, each time that one of its size arrives.
   */
  private static final int GROWTH = 8;

  /** States in which the database objects to the data and not to being asked: 22, 23 and 54. */
  private static final String REFUSAL = "(22|23|54).*";

  private final Journal journal;
  private final ReadAhead reading;
  private final Delivery delivery;
  private final Sleeper sleeper;
  private int batchSize = ReadAhead.LARGEST_BATCH;
  private volatile Optional<String> trouble = Optional.empty();

  Courier(Journal journal, Delivery delivery, Sleeper sleeper) {
    this.journal = journal;
    this.reading = new ReadAhead(journal);
    this.delivery = delivery;
    this.sleeper = sleeper;
  }

  /** Why no calls arrive, while none do. */
  Optional<String> trouble() {
    return trouble;
  }

  /** Lets {@link #run} end once nothing is left. */
  void finish() {
    reading.finish();
  }

  /** Delivers what comes, until it is told to finish or interrupted. */
  void run() {
    try (delivery;
        reading) {
      Parcel parcel = nextOnceThereIs();
      while (!parcel.isLast()) {
        deliverOnceItTakes(parcel.letters());
        journal.delivered(parcel.end(), parcel.letters().size());
        parcel = nextOnceThereIs();
      }
    } catch (InterruptedException _) {
      // What is left stays in the journal.
    } catch (RuntimeException e) {
      trouble = Optional.of("calls wait in the journal for the next start: " + e.getMessage());
      LOG.error("the delivery of calls ends; they wait in the journal for the next start", e);
    }
  }

  /**
   * Delivers all there is, and waits for no better times.
   *
   * @return how many records
   */
  long deliverAll() throws SQLException, InterruptedException {
    try (delivery;
        reading) {
      reading.finish();
      long all = 0;
      for (Parcel parcel = reading.next(); !parcel.isLast(); parcel = reading.next()) {
        deliver(parcel.letters());
        journal.delivered(parcel.end(), parcel.letters().size());
        all += parcel.letters().size();
      }
      return all;
    }
  }

  private Parcel nextOnceThereIs() throws InterruptedException {
    while (true) {
      try {
        return reading.next();
      } catch (JournalException e) {
        failed(e);
        sleeper.sleep(LONGEST_PAUSE);
      }
    }
  }

  private void deliverOnceItTakes(List<Letter> letters) throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    int from = 0;
    while (from < letters.size()) {
      List<Letter> some = letters.subList(from, Math.min(letters.size(), from + batchSize));
      try {
        deliver(some);
        from += some.size();
        pause = FIRST_PAUSE;
        batchSize = Math.min(ReadAhead.LARGEST_BATCH, batchSize + 1 + batchSize / GROWTH);
        recovered();
      } catch (SQLException | RuntimeException e) {
        if (Thread.interrupted()) {
          throw new InterruptedException("while the database was at work");
        }
        failed(e);
        // It may be slow rather than away, and finish less in its time.
        batchSize = Math.max(1, batchSize / 2);
        sleeper.sleep(pause);
        pause = longer(pause);
      }
    }
  }

  private void deliver(List<Letter> letters) throws SQLException {
    deliverCalls(letters.stream().filter(letter -> letter.call().isPresent()).toList());
    for (Letter letter : letters) {
      if (letter.call().isEmpty()) {
        journal.setAside(letter.record(), letter.problem());
      }
    }
  }

  private void deliverCalls(List<Letter> letters) throws SQLException {
    try {
      delivery.deliver(letters.stream().flatMap(letter -> letter.call().stream()).toList());
    } catch (SQLException | RuntimeException e) {
      if (letters.isEmpty() || !isRefusal(e)) {
        throw e;
      }
      if (letters.size() == 1) {
        journal.setAside(letters.getFirst().record(), String.valueOf(e.getMessage()));
      } else {
        int half = letters.size() / 2;
        deliverCalls(letters.subList(0, half));
        deliverCalls(letters.subList(half, letters.size()));
      }
    }
  }

  /**
   * Whether it is for the calls, and not for the database: without a word of it, it is for them.
   */
  private static boolean isRefusal(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return sql.getSQLState() != null && sql.getSQLState().matches(REFUSAL);
      }
    }
    return true;
  }

  private void failed(Exception e) {
    if (trouble.isEmpty()) {
      LOG.error("no calls arrive in the database; they wait in the journal: {}", e.getMessage());
    }
    LOG.debug("a batch was not delivered", e);
    trouble = Optional.of(String.valueOf(e.getMessage()));
  }

  private void recovered() {
    if (trouble.isPresent()) {
      trouble = Optional.empty();
      LOG.info("the database takes calls again; {} wait", journal.state().waiting());
    }
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
  }
}
