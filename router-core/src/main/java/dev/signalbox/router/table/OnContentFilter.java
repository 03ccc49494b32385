package dev.signalbox.router.table;

/** What follows when a provider's filter refused a prompt or withheld an answer. */
public enum OnContentFilter {
  /** The provider's verdict stands. */
  STOP,
  /** Another vendor is asked. */
  FALLBACK
}
