package dev.signalbox.simulator.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request, read whole.
 *
 * @param target as in the request line: path and, where there is one, query
 * @param headers by name, found whatever their case; of a repeated header the first
 * @param body read as UTF-8
 */
public record HttpRequest(String method, String target, Map<String, String> headers, String body) {
  public HttpRequest {
    TreeMap<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    byName.putAll(headers);
    headers = byName;
  }

  /** The target without its query. */
  public String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  /** The first value of a parameter in the query, as it stands there. */
  public Optional<String> parameter(String name) {
    String query = target.substring(Math.min(target.length(), path().length() + 1));
    return Arrays.stream(query.split("&"))
        .filter(pair -> pair.startsWith(name + "="))
        .map(pair -> pair.substring(name.length() + 1))
        .findFirst();
  }

  /** How large the body is, in bytes. */
  public int bodyBytes() {
    return body.getBytes(StandardCharsets.UTF_8).length;
  }

  /** A header's value, absent also when it is blank. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name)).filter(value -> !value.isBlank());
  }

  /** Whether the client asked to end the connection with this exchange. */
  boolean asksToClose() {
    return header("connection")
        .filter(value -> value.toLowerCase(Locale.ROOT).contains("close"))
        .isPresent();
  }
}
