package dev.signalbox.db.journal;

import java.time.Duration;

/**
 * When what was written is forced to the disk. A killed process loses nothing either way, for the
 * operating system has it by then; this is about losing power.
 */
public sealed interface Sync {

  /** Before {@link Journal#append} returns: nothing is lost. Those who wait share one sync. */
  record Each() implements Sync {}

  /** Again and again: at most what was appended within that time is lost. */
  record Interval(Duration every) implements Sync {}
}
