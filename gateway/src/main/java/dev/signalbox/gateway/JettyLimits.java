package dev.signalbox.gateway;

import io.javalin.config.JavalinConfig;
import java.time.Duration;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/** Sets up the server below Javalin, with a bound on everything that clients can make it hold. */
final class JettyLimits {
  /** Idle connections of pooling clients included; one more waits to be accepted. */
  private static final int MIN_CONNECTIONS = 1024;

  private static final int CONNECTIONS_PER_CALL = 4;

  /** Acceptors, selectors and what they hand off. */
  private static final int OWN_THREADS = 64;

  private static final int BACKLOG = 256;

  /**
   * Of silence on a connection; a call under way is not silence. Longer than clients keep idle
   * connections (Java 30 s, Go 90 s), for one that we close while they pick it up fails their call.
   */
  private static final long IDLE_MILLIS = 120_000;

  private JettyLimits() {}

  static void apply(JavalinConfig config, GatewaySettings settings) {
    int connections = Math.max(MIN_CONNECTIONS, CONNECTIONS_PER_CALL * settings.maxCalls());
    // A connection has one request at a time, so this never makes one wait.
    config.jetty.threadPool = new VirtualThreadPool(connections + OWN_THREADS);
    config.jetty.modifyServer(server -> limit(server, connections, settings.drain()));
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    config.jetty.addConnector((server, http) -> connector(server, http, settings));
  }

  private static void limit(Server server, int connections, Duration drain) {
    server.addBean(new NetworkConnectionLimit(connections, server));
    server.setErrorHandler(new JettyErrors());
    server.insertHandler(new GracefulHandler());
    server.setStopTimeout(drain.toMillis());
  }

  private static ServerConnector connector(
      Server server, HttpConfiguration http, GatewaySettings settings) {
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    connector.setAcceptQueueSize(BACKLOG);
    connector.setIdleTimeout(IDLE_MILLIS);
    return connector;
  }
}
