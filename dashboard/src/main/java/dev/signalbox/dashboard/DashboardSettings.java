package dev.signalbox.dashboard;

import dev.signalbox.router.access.Loopback;
import java.net.UnknownHostException;

/**
 * Where the dashboard listens.
 *
 * @param host a name or address of this machine's loopback interface
 * @param port 0 takes any free one
 */
public record DashboardSettings(String host, int port) {
  public static final String LOOPBACK = "127.0.0.1";

  /**
   * Checks the settings.
   *
   * @throws DashboardStartException if others than this machine could reach the dashboard, for
   *     there is no sign-in yet
   */
  public DashboardSettings {
    if (port < 0 || port > 65_535) {
      throw new DashboardStartException("a port lies between 0 and 65535, not " + port);
    }
    if (!isLoopback(host)) {
      throw new DashboardStartException(
          "the dashboard has no sign-in yet, so it listens on a loopback address such as "
              + LOOPBACK
              + " only, not on "
              + host);
    }
  }

  /** Loopback, on a given port. */
  public static DashboardSettings onPort(int port) {
    return new DashboardSettings(LOOPBACK, port);
  }

  private static boolean isLoopback(String host) {
    try {
      return Loopback.isReachedFromHereOnly(host);
    } catch (UnknownHostException e) {
      throw new DashboardStartException("the dashboard's host is not known here: " + host, e);
    }
  }
}
