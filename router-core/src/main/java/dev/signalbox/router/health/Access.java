package dev.signalbox.router.health;

/** Whether a target may be asked now. */
public enum Access {
  FREE,
  /** Its own breaker keeps calls away after repeated faults. */
  BREAKER_OPEN,
  /** Its provider said that asking is pointless for a while: quota, key, or a wait it asked for. */
  PROVIDER_PAUSED
}
