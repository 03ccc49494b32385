package dev.signalbox.router;

/** Who a call is for. */
public enum Origin {
  /** An application: the call falls back. */
  TRAFFIC,
  /** An eval run: the target under test answers, or nobody does. */
  EVAL
}
