package dev.signalbox.app.settings;

import dev.signalbox.router.catalog.Catalog;
import dev.signalbox.router.catalog.ProviderFacts;
import dev.signalbox.router.table.RoutingTable;
import dev.signalbox.router.table.RoutingTableReader;
import dev.signalbox.router.yaml.Checked;
import dev.signalbox.router.yaml.Problem;
import dev.signalbox.router.yaml.YamlReader;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * A routing table as a person wrote it.
 *
 * @param name how people know the file
 * @param warnings what to look at in it, though it can be used
 */
public record TableFile(String name, String text, RoutingTable table, List<Problem> warnings) {
  public TableFile {
    warnings = List.copyOf(warnings);
  }

  /**
   * Reads and lints a table against what the configured providers offer today.
   *
   * @throws dev.signalbox.router.yaml.InvalidFileException with every problem there is
   */
  public static TableFile read(Path file, Settings settings) {
    return of(file.toString(), YamlReader.text(file), settings.catalog(), settings.providerFacts());
  }

  /** As {@link #read}, of a text that was read before. */
  public static TableFile of(
      String name, String text, Catalog catalog, Map<String, ProviderFacts> providers) {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    Checked<RoutingTable> read = new RoutingTableReader(catalog, providers, today).read(name, text);
    return new TableFile(name, text, read.value(), read.warnings());
  }
}
