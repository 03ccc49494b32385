package dev.signalbox.app.demo;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Tells the demo as it happens, in words. News gets a line; what is merely going on is one line
 * that is written over, and only on a terminal. Not thread-safe.
 */
public final class Timeline {
  private static final DateTimeFormatter CALENDAR =
      DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String ERASE_LINE = "\r\u001b[2K";

  private final PrintWriter out;
  private final boolean terminal;
  private boolean unfinished;

  public Timeline(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** A calendar time as people read it. */
  static String calendar(Instant time) {
    return CALENDAR.format(time);
  }

  /** Something happened, at a calendar time. */
  void news(Instant calendar, String sentence) {
    line(calendar(calendar) + "  " + sentence);
  }

  /** A line without a time. */
  public void line(String text) {
    erase();
    out.println(text);
    out.flush();
  }

  /** Where things stand; the next word replaces it. */
  void progress(Instant calendar, String sentence) {
    if (terminal) {
      erase();
      out.print(calendar(calendar) + "  " + sentence);
      out.flush();
      unfinished = true;
    }
  }

  private void erase() {
    if (unfinished) {
      out.print(ERASE_LINE);
      unfinished = false;
    }
  }
}
