package dev.signalbox.db.calllog;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Locale;

/**
 * One day's part of a table of the call log.
 *
 * @param parent the partitioned table
 * @param day UTC
 */
record DayTable(Parent parent, LocalDate day, State state) {

  /** Oldest first, and of a day in the order in which its tables are dropped. */
  static final Comparator<DayTable> ORDER =
      Comparator.comparing(DayTable::day).thenComparing(DayTable::parent);

  /** Tables that are kept equally long. */
  enum Group {
    CALLS,
    PAYLOADS
  }

  /**
   * The partitioned tables; {@code call_log} is last, for a day is there as long as its part is.
   */
  enum Parent {
    CALL_TEXT(Group.PAYLOADS),
    CALL_PAYLOAD(Group.PAYLOADS),
    CALL_TAG(Group.CALLS),
    CALL_ATTEMPT(Group.CALLS),
    CALL_LOG(Group.CALLS);

    private final Group group;

    Parent(Group group) {
      this.group = group;
    }

    /** Its name. */
    String sql() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Parent of(String sql) {
      return valueOf(sql.toUpperCase(Locale.ROOT));
    }
  }

  /** How far it is on its way out; a process that was killed may have left it anywhere. */
  enum State {
    ATTACHED,
    /** Queries leave it out, but old ones may still read it. */
    DETACHING,
    DETACHED
  }

  Group group() {
    return parent.group;
  }

  /** Its name. */
  String sql() {
    return parent.sql() + "_" + day.format(DateTimeFormatter.BASIC_ISO_DATE);
  }
}
