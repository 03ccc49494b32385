package dev.signalbox.app.settings;

import dev.signalbox.router.catalog.Catalog;
import dev.signalbox.router.table.RoutingTable;
import dev.signalbox.router.table.RoutingTableReader;
import dev.signalbox.router.yaml.YamlReader;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;

/**
 * A routing table as a person wrote it.
 *
 * @param name how people know the file
 */
public record TableFile(String name, String text, RoutingTable table) {

  /**
   * Reads and lints a table against the catalogue and the prices of today.
   *
   * @param vendors from the name of each configured provider to its vendor
   * @throws dev.signalbox.router.yaml.InvalidFileException with every problem there is
   */
  public static TableFile read(Path file, Map<String, String> vendors) {
    return of(file.toString(), YamlReader.text(file), vendors);
  }

  /** As {@link #read}, of a text that was read before. */
  public static TableFile of(String name, String text, Map<String, String> vendors) {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    RoutingTableReader reader =
        new RoutingTableReader(Catalog.shipped().forProviders(vendors), vendors, today);
    return new TableFile(name, text, reader.read(name, text));
  }
}
