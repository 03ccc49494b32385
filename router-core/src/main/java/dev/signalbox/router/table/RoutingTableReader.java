package dev.signalbox.router.table;

import dev.signalbox.router.catalog.Catalog;
import dev.signalbox.router.yaml.YamlReader;
import java.time.LocalDate;
import java.util.Map;

/**
 * Reads and lints the file of a routing table. A table that passes can be routed by: its providers
 * and models exist, can do what their task needs, can stay below its ceiling, and an outage of one
 * vendor leaves each task a way. Immutable.
 */
public final class RoutingTableReader {
  private final RoutingTableFile file;

  /**
   * @param catalog of the configured providers, see {@link Catalog#forProviders}
   * @param vendors the configured providers: from the name of each to its vendor
   * @param today in UTC, for the prices in force
   */
  public RoutingTableReader(Catalog catalog, Map<String, String> vendors, LocalDate today) {
    file = new RoutingTableFile(new RouteLint(catalog, vendors, today)::check);
  }

  /**
   * Reads a table.
   *
   * @param fileName how problems name the file
   * @throws dev.signalbox.router.yaml.InvalidFileException with every problem there is
   */
  public RoutingTable read(String fileName, String yaml) {
    return YamlReader.read(fileName, yaml, file::read);
  }
}
