package dev.signalbox.simulator.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer. The connection adds {@code Content-Length} itself.
 *
 * @param headers in the order in which they go out
 * @param body sent as UTF-8
 */
public record HttpReply(int status, Map<String, String> headers, String body) {
  public HttpReply {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /** The same answer with more headers. */
  public HttpReply withHeaders(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.putAll(more);
    return new HttpReply(status, all, body);
  }
}
