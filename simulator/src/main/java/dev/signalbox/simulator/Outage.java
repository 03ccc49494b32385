package dev.signalbox.simulator;

/**
 * A fault that lasts until it is ended.
 *
 * @param hits the requests that it strikes
 */
public record Outage(Fault fault, Hits hits) {
  public Outage {
    if (fault instanceof Fault.ConnectionRefused && !hits.equals(Hits.ALL)) {
      throw new IllegalArgumentException(
          "connections are refused to everyone or to no one; use Reset for some requests only");
    }
  }

  /**
   * @param share of requests that it strikes
   */
  public Outage(Fault fault, double share) {
    this(fault, new Hits.Share(share));
  }

  /** Of every request. */
  public static Outage of(Fault fault) {
    return new Outage(fault, Hits.ALL);
  }
}
