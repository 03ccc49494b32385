package dev.signalbox.router.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeping to this machine. A server without keys listens on loopback only, and even there a browser
 * may bring in strangers: a web page can point its own name at a loopback address (DNS rebinding),
 * which the Host header betrays.
 */
public final class Loopback {
  private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Pattern HOST = Pattern.compile("(\\[[0-9A-Fa-f:]+]|[^:]+)(:\\d{1,5})?");

  private Loopback() {}

  /**
   * Whether a server that listens on {@code host} can be reached from this machine only.
   *
   * @throws UnknownHostException if the name is not known here
   */
  public static boolean isReachedFromHereOnly(String host) throws UnknownHostException {
    return InetAddress.getByName(host).isLoopbackAddress();
  }

  /** Whether a Host header, with or without a port, is a name that a loopback server goes by. */
  public static boolean isOwnName(@Nullable String hostHeader) {
    if (hostHeader == null) {
      return false;
    }
    Matcher matcher = HOST.matcher(hostHeader);
    return matcher.matches() && OWN_NAMES.contains(matcher.group(1));
  }
}
