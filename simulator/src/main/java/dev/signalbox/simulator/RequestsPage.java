package dev.signalbox.simulator;

import dev.signalbox.simulator.http.HttpReply;
import dev.signalbox.simulator.http.HttpRequest;
import dev.signalbox.simulator.wire.Json;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /__simulator/requests}: what a provider saw, as JSON, the latest last. */
final class RequestsPage {
  private static final String PATH = "/__simulator/requests";
  private static final int MOST = 1_000;

  private RequestsPage() {}

  static boolean isAskedFor(HttpRequest request) {
    return request.method().equals("GET") && request.path().equals(PATH);
  }

  static HttpReply of(List<SeenRequest> requests, String provider) {
    List<SeenRequest> seen =
        requests.stream().filter(request -> request.provider().equals(provider)).toList();
    ArrayNode page = Json.array();
    seen.stream().skip(Math.max(0, seen.size() - MOST)).map(RequestsPage::of).forEach(page::add);
    return new HttpReply(200, Map.of("content-type", "application/json"), Json.write(page));
  }

  private static ObjectNode of(SeenRequest request) {
    ObjectNode row = Json.object();
    row.put("number", request.number()).put("at", request.at().toString());
    row.put("method", request.method()).put("path", request.path());
    row.put("model", request.model().orElse(null)).put("streamed", request.streamed());
    row.put("body_bytes", request.bodyBytes());
    ObjectNode headers = row.putObject("headers");
    request.headers().forEach(headers::put);
    row.put("fault", request.fault().map(AlternativeReader::kind).orElse(null));
    row.put("status", request.status().isPresent() ? request.status().getAsInt() : null);
    request
        .delivery()
        .ifPresentOrElse(
            delivery ->
                row.putObject("delivery")
                    .put("body_bytes", delivery.bodyBytes())
                    .put("client_left", delivery.clientLeft()),
            () -> row.putNull("delivery"));
    return row;
  }
}
