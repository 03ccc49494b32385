package dev.signalbox.app.settings;

import dev.signalbox.router.catalog.Catalog;
import dev.signalbox.router.catalog.ProviderFacts;
import dev.signalbox.router.connect.Api;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Everything that {@code signalbox.yaml} says.
 *
 * @param node the node's name in the cluster
 * @param database a PostgreSQL URL; absent means the embedded server
 * @param routes the routing table's file
 * @param catalog what the configured providers offer
 * @param suites a folder with golden suites of the user's own; absent means those that ship with
 *     Signalbox
 */
public record Settings(
    String node,
    Listen gateway,
    Listen dashboard,
    Optional<String> database,
    LogSettings log,
    Path routes,
    Catalog catalog,
    Optional<Path> suites,
    List<ProviderSettings> providers,
    List<ScheduleSettings> schedules) {
  public Settings {
    providers = List.copyOf(providers);
    schedules = List.copyOf(schedules);
  }

  /** The configured providers by name. */
  public Map<String, ProviderFacts> providerFacts() {
    return providers.stream()
        .collect(Collectors.toMap(ProviderSettings::name, ProviderSettings::facts));
  }

  /**
   * Where a server listens.
   *
   * @param port 0 takes a free one
   */
  public record Listen(String host, int port) {}

  /**
   * A provider as the routing table may name it.
   *
   * @param baseUrl where its API is found
   * @param keyVariable the environment variable that holds its key
   */
  public record ProviderSettings(
      String name, Api api, URI baseUrl, ProviderFacts facts, String keyVariable) {}

  /** A golden suite to be run against every target of its task, again and again. */
  public record ScheduleSettings(String suite, Duration every) {}
}
