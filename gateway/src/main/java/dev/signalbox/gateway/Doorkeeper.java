package dev.signalbox.gateway;

import dev.signalbox.gateway.openai.ApiError;
import dev.signalbox.gateway.openai.ApiException;
import dev.signalbox.router.access.Loopback;
import io.javalin.http.Context;

/**
 * Turns away what a web page elsewhere may have sent. Without keys, loopback is all that protects
 * the gateway, and a browser on this machine gets behind that: a page can point its own name at a
 * loopback address (DNS rebinding), which the Host header betrays, or send a request across
 * origins, which the Origin header betrays. Programs send no Origin.
 */
final class Doorkeeper {
  private static final String SCHEME = "http://";

  private Doorkeeper() {}

  static void receive(Context ctx) {
    ctx.header("X-Content-Type-Options", "nosniff").header("Cache-Control", "no-store");
    if (!Loopback.isOwnName(ctx.header("Host"))) {
      throw refusal(
          "foreign_host", "the Host header has to be localhost, 127.0.0.1 or [::1], with any port");
    }
    String origin = ctx.header("Origin");
    if (origin != null
        && !(origin.startsWith(SCHEME) && Loopback.isOwnName(origin.substring(SCHEME.length())))) {
      throw refusal("foreign_origin", "requests from web pages of other origins are not taken");
    }
  }

  private static ApiException refusal(String code, String sentence) {
    return new ApiException(ApiError.invalid(403, code, sentence));
  }
}
