package dev.signalbox.router.table;

/**
 * What the call log keeps of a task's calls.
 *
 * @param required whether a call that cannot be logged may not be made either
 * @param search whether prompts and answers can be searched for words
 */
public record LogRule(Keep keep, boolean required, boolean search) {
  public static final LogRule DEFAULT = new LogRule(Keep.FULL, false, false);

  /** What is kept of prompts and answers. All else of a call is always kept. */
  public enum Keep {
    /** Every word. */
    FULL,
    /** Every word but what looks like a secret or personal data. */
    REDACTED,
    /** Their length and their hash, which tells whether two are the same. */
    HASH
  }
}
