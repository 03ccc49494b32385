package dev.signalbox.dashboard;

import dev.signalbox.dashboard.page.Pages;
import dev.signalbox.dashboard.page.Sources;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import java.net.URI;

/** The running dashboard. Thread-safe. */
public final class Dashboard implements AutoCloseable {
  private static final long LARGEST_REQUEST_BYTES = 64 * 1024;

  private final Javalin server;
  private final String host;

  private Dashboard(Javalin server, String host) {
    this.server = server;
    this.host = host;
  }

  /**
   * Starts it; on return it answers.
   *
   * @throws DashboardStartException if its port is taken
   */
  public static Dashboard start(DashboardSettings settings, Sources sources) {
    Javalin server = Javalin.create(config -> configure(config, settings, sources));
    try {
      server.start();
    } catch (JavalinBindException e) {
      server.stop();
      throw new DashboardStartException(
          "the dashboard cannot listen on port "
              + settings.port()
              + ", which another program has taken; give it another one, or 0 for any",
          e);
    }
    return new Dashboard(server, settings.host());
  }

  private static void configure(JavalinConfig config, DashboardSettings settings, Sources sources) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true;
    config.http.maxRequestSize = LARGEST_REQUEST_BYTES;
    config.http.defaultContentType = "text/html; charset=utf-8";
    config.jetty.host = settings.host();
    config.jetty.port = settings.port();
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    config.routes.before(new Doorkeeper()::receive);
    Assets.route(config.routes);
    Pages.route(config.routes, sources);
  }

  public int port() {
    return server.port();
  }

  /** Where a browser finds it. */
  public URI address() {
    String named = host.contains(":") ? "[" + host + "]" : host;
    return URI.create("http://" + named + ":" + port() + "/");
  }

  /** Stops answering. */
  @Override
  public void close() {
    server.stop();
  }
}
