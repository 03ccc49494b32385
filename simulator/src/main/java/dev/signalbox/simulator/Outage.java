package dev.signalbox.simulator;

/**
 * A fault that lasts until it is ended.
 *
 * @param share of requests that it hits
 */
public record Outage(Fault fault, double share) {
  public Outage {
    Shares.check("share", share);
    if (fault instanceof Fault.ConnectionRefused && share != 1) {
      throw new IllegalArgumentException(
          "connections are refused to everyone or to no one; use Reset for a share of requests");
    }
  }

  /** Of every request. */
  public static Outage of(Fault fault) {
    return new Outage(fault, 1);
  }

  boolean hits(Seed occasion) {
    return occasion.of("outage").share() < share;
  }
}
