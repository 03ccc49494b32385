package dev.signalbox.router.provider;

import dev.signalbox.router.catalog.ProviderFacts;
import java.net.URI;
import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * Where a provider is found and how it is introduced.
 *
 * @param name what the routing table calls it
 * @param facts whose API it is, where, and on whose machines
 * @param simulated whether it only pretends
 * @param baseUrl what the codec's path is appended to; http or https, without user, query or
 *     fragment, and a slash at its end does not matter
 */
public record Endpoint(
    String name, ProviderFacts facts, boolean simulated, URI baseUrl, Optional<ApiKey> key) {
  public Endpoint {
    HttpUrl url = HttpUrl.parse(baseUrl.toString());
    boolean plain =
        url != null
            && url.username().isEmpty()
            && url.password().isEmpty()
            && url.query() == null
            && url.fragment() == null;
    if (!plain) {
      // The URL itself is left out: someone may have put a key into it.
      throw new IllegalArgumentException(
          "the base URL of "
              + name
              + " has to be http:// or https://, a host, perhaps a port and a path, and no more");
    }
  }

  String urlOf(String path) {
    String base = baseUrl.toString();
    return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path;
  }
}
