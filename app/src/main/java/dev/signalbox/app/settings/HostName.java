package dev.signalbox.app.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;

/** What a node is called unless its settings say so: as its machine is. */
final class HostName {
  private static final int LONGEST = 63;

  private HostName() {}

  static String ofThisMachine() {
    try {
      return safe(InetAddress.getLocalHost().getHostName());
    } catch (UnknownHostException _) {
      return safe(""); // the machine's name is in no directory
    }
  }

  /** The first part of a host's name, in letters, digits and dashes; {@code node} without one. */
  static String safe(String host) {
    String letters =
        host.toLowerCase(Locale.ROOT)
            .replaceFirst("\\..*", "")
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    String named = letters.matches("[a-z].*") ? letters : "node-" + letters;
    return named.substring(0, Math.min(LONGEST, named.length())).replaceAll("-$", "");
  }
}
