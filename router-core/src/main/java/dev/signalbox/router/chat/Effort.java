package dev.signalbox.router.chat;

import java.util.Locale;

/** How much a model is to reason before it answers, from nothing to all it can. */
public enum Effort {
  NONE,
  MINIMAL,
  LOW,
  MEDIUM,
  HIGH,
  XHIGH,
  MAX;

  /** As files and wire formats write it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
