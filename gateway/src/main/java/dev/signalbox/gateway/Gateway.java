package dev.signalbox.gateway;

import dev.signalbox.gateway.openai.ModelList;
import dev.signalbox.router.Router;
import dev.signalbox.router.table.ActiveTable;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.util.JavalinException;
import java.net.URI;
import java.util.function.Supplier;

/** The running gateway. Thread-safe. */
public final class Gateway implements AutoCloseable {
  private final Javalin server;
  private final String host;

  private Gateway(Javalin server, String host) {
    this.server = server;
    this.host = host;
  }

  /**
   * What the gateway asks.
   *
   * @param tables gives the table in force, for the list of tasks
   * @param readiness answers at once
   */
  public record Backend(
      Router router, Supplier<ActiveTable> tables, Supplier<Readiness> readiness) {}

  /**
   * Starts it; on return it answers.
   *
   * @throws GatewayStartException if it cannot listen
   */
  public static Gateway start(GatewaySettings settings, Backend backend) {
    Javalin server = Javalin.create(config -> configure(config, settings, backend));
    try {
      server.start();
    } catch (JavalinException e) {
      server.stop();
      throw new GatewayStartException(cannotListen(settings, e), e);
    }
    return new Gateway(server, settings.host());
  }

  private static String cannotListen(GatewaySettings settings, JavalinException e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String sentence = "the gateway cannot listen on port " + settings.port();
    return String.valueOf(cause.getMessage()).contains("in use")
        ? sentence + ", which another program has taken; give it another one, or 0 for any"
        : sentence + " of " + settings.host() + ": " + cause.getMessage();
  }

  private static void configure(JavalinConfig config, GatewaySettings settings, Backend backend) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.prefer405over404 = true;
    JettyLimits.apply(config, settings);
    ErrorAnswers.route(config);
    config.routes.before(Doorkeeper::receive);
    route(config.routes, settings, backend);
  }

  private static void route(RoutesConfig routes, GatewaySettings settings, Backend backend) {
    routes.post("/v1/chat/completions", new ChatCompletionsHandler(backend.router(), settings));
    routes.get(
        "/v1/models", ctx -> Answers.write(ctx, 200, ModelList.of(backend.tables().get().table())));
    routes.get("/healthz", Health::alive);
    routes.get("/readyz", ctx -> Health.ready(ctx, backend.readiness().get()));
  }

  public int port() {
    return server.port();
  }

  /** The base URL for an OpenAI client. */
  public URI address() {
    String named = host.contains(":") ? "[" + host + "]" : host;
    return URI.create("http://" + named + ":" + port() + "/v1");
  }

  /** Takes no more calls, waits for those under way as long as the settings say, and stops. */
  @Override
  public void close() {
    server.stop();
  }
}
