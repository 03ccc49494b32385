package dev.signalbox.router.provider;

import java.util.List;

/**
 * A POST to a provider.
 *
 * @param path relative to the provider's base URL, with a leading slash
 * @param body JSON
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; the bytes go straight to the socket
public record WireRequest(String path, List<Header> headers, byte[] body) {
  public WireRequest {
    headers = List.copyOf(headers);
  }

  public record Header(String name, String value) {}
}
