package dev.signalbox.dashboard;

import dev.signalbox.router.access.Loopback;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HandlerType;
import java.util.Set;

/**
 * Turns away what did not come from the dashboard's own pages. A page elsewhere can point its own
 * name at a loopback address (DNS rebinding), which the Host header betrays, or post a form here,
 * which the Origin header betrays.
 */
final class Doorkeeper {
  private static final Set<HandlerType> HARMLESS = Set.of(HandlerType.GET, HandlerType.HEAD);

  /** Nothing but our own files: no inline script or style, nothing from elsewhere, no framing. */
  private static final String CONTENT_POLICY =
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self';"
          + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  /**
   * Puts on every answer what browsers need to know, and refuses requests from elsewhere.
   *
   * @throws ForbiddenResponse if the request comes from elsewhere
   */
  void receive(Context ctx) {
    ctx.header("Content-Security-Policy", CONTENT_POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("X-Frame-Options", "DENY")
        // Not "no-referrer", which would blank the Origin of our own forms.
        .header("Referrer-Policy", "same-origin")
        .header("Cross-Origin-Opener-Policy", "same-origin")
        .header("Cross-Origin-Resource-Policy", "same-origin")
        .header("Cache-Control", "no-store");
    String host = ctx.header("Host");
    if (!Loopback.isOwnName(host)) {
      throw new ForbiddenResponse(
          "The dashboard answers under a name of this machine only, such as localhost.");
    }
    if (!HARMLESS.contains(ctx.method()) && !("http://" + host).equals(ctx.header("Origin"))) {
      throw new ForbiddenResponse("Changes are taken from the dashboard's own pages only.");
    }
  }
}
