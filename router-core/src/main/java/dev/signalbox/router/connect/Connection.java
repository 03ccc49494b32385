package dev.signalbox.router.connect;

import dev.signalbox.router.catalog.Catalog;
import dev.signalbox.router.catalog.ProviderFacts;
import dev.signalbox.router.provider.ApiKey;
import dev.signalbox.router.provider.Endpoint;
import dev.signalbox.router.provider.HttpProvider;
import dev.signalbox.router.provider.OkHttpTransport;
import dev.signalbox.router.provider.Provider;
import dev.signalbox.router.provider.Transport;
import dev.signalbox.router.time.Ticker;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import okhttp3.OkHttpClient;

/**
 * A provider as it is configured.
 *
 * @param name what the routing table calls it
 * @param facts whose API it is, where, and on whose machines
 * @param simulated whether it only pretends
 * @param key absent when there is none, so that its targets are skipped
 */
public record Connection(
    String name,
    Api api,
    URI baseUrl,
    ProviderFacts facts,
    boolean simulated,
    Optional<ApiKey> key) {

  /** A vendor's own API under the vendor's own name. */
  public static Connection of(Api api, Optional<ApiKey> key) {
    String vendor =
        api.vendor()
            .orElseThrow(
                () -> new IllegalArgumentException(api.key() + " is no vendor's own format"));
    return new Connection(
        vendor, api, api.baseUrl().orElseThrow(), ProviderFacts.of(vendor), false, key);
  }

  /** The same at another address, as where a proxy stands before it. */
  public Connection at(URI address) {
    return new Connection(name, api, address, facts, simulated, key);
  }

  /**
   * The provider, to be asked over HTTP.
   *
   * @param catalog of the configured providers
   * @param client shared by all of a process, see {@link OkHttpTransport#newClient}
   */
  public Provider open(Catalog catalog, OkHttpClient client) {
    return open(
        catalog, new OkHttpTransport(endpoint(), client), InstantSource.system(), Ticker.REAL);
  }

  /** The provider over a transport and at a time of the caller's. */
  public Provider open(Catalog catalog, Transport transport, InstantSource clock, Ticker ticker) {
    return new HttpProvider(
        endpoint(), api.codecs(name, facts.vendor(), catalog), transport, clock, ticker);
  }

  private Endpoint endpoint() {
    return new Endpoint(name, facts, simulated, baseUrl, key);
  }
}
