package dev.signalbox.db.calllog;

import dev.signalbox.db.journal.Journal;
import dev.signalbox.db.journal.JournalException;
import dev.signalbox.router.time.Sleeper;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * Carries records from a journal to the database, in their order: until it takes them, however long
 * that is. A record that it will never take is set aside, so that it holds up no other. Used by one
 * thread, but for {@link #finish} and {@link #trouble}.
 */
final class Courier {
  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

  static final int LARGEST_BATCH = 4_000;

  private static final int BATCH_BYTES = 16 << 20;
  private static final Duration WAIT = Duration.ofMillis(100);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  /** States in which the database objects to the data and not to being asked: 22, 23 and 54. */
  private static final String REFUSAL = "(22|23|54).*";

  private final Journal journal;
  private final Delivery delivery;
  private final Sleeper sleeper;
  private int batchSize = LARGEST_BATCH;
  private volatile Optional<String> trouble = Optional.empty();
  private volatile boolean finishing;

  Courier(Journal journal, Delivery delivery, Sleeper sleeper) {
    this.journal = journal;
    this.delivery = delivery;
    this.sleeper = sleeper;
  }

  /** Why the database takes nothing, while it does not. */
  Optional<String> trouble() {
    return trouble;
  }

  /** Lets {@link #run} end once nothing is left. */
  void finish() {
    finishing = true;
  }

  /** Delivers what comes, until it is told to finish or interrupted. */
  void run() {
    try (delivery) {
      while (true) {
        boolean isLast = finishing; // seen before the journal is found empty
        Journal.Batch batch = journal.read(batchSize, BATCH_BYTES, WAIT);
        if (batch.records().isEmpty()) {
          if (isLast) {
            return;
          }
        } else {
          deliverOnceItTakes(parsed(batch.records()));
          journal.delivered(batch.end(), batch.records().size());
        }
      }
    } catch (InterruptedException _) {
      // What is left stays in the journal.
    }
  }

  /**
   * Delivers all there is, and waits for no better times.
   *
   * @return how many records
   */
  long deliverAll() throws SQLException, InterruptedException {
    long all = 0;
    while (true) {
      Journal.Batch batch = journal.read(batchSize, BATCH_BYTES, Duration.ZERO);
      if (batch.records().isEmpty()) {
        return all;
      }
      deliver(parsed(batch.records()));
      journal.delivered(batch.end(), batch.records().size());
      all += batch.records().size();
    }
  }

  private List<Letter> parsed(List<byte[]> records) throws InterruptedException {
    List<Letter> letters = new ArrayList<>(records.size());
    for (byte[] record : records) {
      try {
        letters.add(new Letter(record, LoggedCall.parse(record)));
      } catch (JacksonException | NullPointerException e) {
        setAsideOnceTheDiskTakesIt(record, "it is no call: " + e.getMessage());
      }
    }
    return letters;
  }

  private void setAsideOnceTheDiskTakesIt(byte[] record, String why) throws InterruptedException {
    while (true) {
      try {
        journal.setAside(record, why);
        return;
      } catch (JournalException e) {
        failed(e);
        sleeper.sleep(LONGEST_PAUSE);
      }
    }
  }

  /** A record, and the call in it. */
  private static final class Letter {
    private final byte[] record;
    private final LoggedCall call;

    Letter(byte[] record, LoggedCall call) {
      this.record = record;
      this.call = call;
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
        batchSize = Math.min(LARGEST_BATCH, batchSize * 2);
        recovered();
      } catch (SQLException | RuntimeException e) {
        failed(e);
        // It may be slow rather than away, and finish less in its time.
        batchSize = Math.max(1, batchSize / 2);
        sleeper.sleep(pause);
        pause = longer(pause);
      }
    }
  }

  private void deliver(List<Letter> letters) throws SQLException {
    try {
      delivery.deliver(letters.stream().map(letter -> letter.call).toList());
    } catch (SQLException | RuntimeException e) {
      if (!isRefusal(e)) {
        throw e;
      }
      if (letters.size() == 1) {
        journal.setAside(letters.getFirst().record, String.valueOf(e.getMessage()));
      } else {
        int half = letters.size() / 2;
        deliver(letters.subList(0, half));
        deliver(letters.subList(half, letters.size()));
      }
    }
  }

  private static boolean isRefusal(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState().matches(REFUSAL);
      }
    }
    return false;
  }

  private void failed(Exception e) {
    if (trouble.isEmpty()) {
      LOG.error("the database takes no calls; they wait in the journal: {}", e.getMessage());
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
