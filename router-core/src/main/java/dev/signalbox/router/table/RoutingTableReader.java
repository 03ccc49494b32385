package dev.signalbox.router.table;

import dev.signalbox.router.catalog.Catalog;
import dev.signalbox.router.catalog.ProviderFacts;
import dev.signalbox.router.yaml.Checked;
import dev.signalbox.router.yaml.YamlReader;
import java.time.LocalDate;
import java.util.Map;

/**
 * Reads and lints the file of a routing table. A table that passes can be routed by: its providers
 * and models exist, can do what their task needs, can stay below its limits, and an outage of one
 * vendor leaves each task a way. Immutable.
 */
public final class RoutingTableReader {
  private final RoutingTableFile file;

  /**
   * @param catalog of the configured providers, see {@link Catalog#forProviders}
   * @param providers the configured providers by name
   * @param today in UTC, for the prices in force and the models that are still offered
   */
  public RoutingTableReader(
      Catalog catalog, Map<String, ProviderFacts> providers, LocalDate today) {
    file = new RoutingTableFile(new TableLint(catalog, providers, today)::check);
  }

  /**
   * Reads a table; what it is warned of does not keep it from being used.
   *
   * @param fileName how problems name the file
   * @throws dev.signalbox.router.yaml.InvalidFileException with every problem there is
   */
  public Checked<RoutingTable> read(String fileName, String yaml) {
    return YamlReader.check(fileName, yaml, file::read);
  }
}
