package dev.signalbox.simulator;

import dev.signalbox.simulator.http.Delivery;
import dev.signalbox.simulator.http.HttpRequest;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/**
 * A request as a provider saw it.
 *
 * @param number counted from 1 over all providers of a simulator
 * @param model the one it names, if the provider serves it
 * @param path without the query
 * @param headers by name in lower case; the value of one that holds a secret is not kept
 * @param bodyBytes how large its body was
 * @param streamed whether it asked for a stream
 * @param fault the one that struck it
 * @param status of the answer, absent when there was none
 * @param delivery absent while the answer is under way
 */
public record SeenRequest(
    long number,
    Instant at,
    String provider,
    Optional<String> model,
    String method,
    String path,
    Map<String, String> headers,
    int bodyBytes,
    boolean streamed,
    Optional<Fault> fault,
    OptionalInt status,
    Optional<Delivery> delivery) {
  private static final Set<String> SECRETS =
      Set.of("authorization", "x-api-key", "x-goog-api-key", "proxy-authorization", "cookie");

  public SeenRequest {
    headers = Map.copyOf(headers);
  }

  /** The headers of a request as they are kept. */
  static Map<String, String> withoutSecrets(HttpRequest request) {
    Map<String, String> kept = new TreeMap<>();
    request
        .headers()
        .forEach((name, value) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          kept.put(lower, SECRETS.contains(lower) ? "(not kept)" : value);
        });
    return kept;
  }

  SeenRequest numbered(long other) {
    return new SeenRequest(
        other, at, provider, model, method, path, headers, bodyBytes, streamed, fault, status,
        delivery);
  }

  SeenRequest delivered(Delivery how) {
    return new SeenRequest(
        number,
        at,
        provider,
        model,
        method,
        path,
        headers,
        bodyBytes,
        streamed,
        fault,
        status,
        Optional.of(how));
  }
}
