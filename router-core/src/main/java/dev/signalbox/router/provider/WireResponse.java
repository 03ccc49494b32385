package dev.signalbox.router.provider;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A provider's HTTP answer, whole.
 *
 * @param headers found whatever their case; {@code Date} is among them, set by whoever received the
 *     answer when the provider left it out (RFC 9110, section 6.6.1), so that the dates in other
 *     headers can be turned into waits without a clock
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; the bytes come straight from the socket
public record WireResponse(int status, Map<String, List<String>> headers, byte[] body) {
  public WireResponse {
    TreeMap<String, List<String>> lowerCased = new TreeMap<>();
    headers.forEach(
        (name, values) -> lowerCased.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
    headers = lowerCased;
  }

  /** The first value of a header. */
  public Optional<String> header(String name) {
    List<String> values = headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    return values.stream().findFirst();
  }
}
