package dev.signalbox.dashboard.page;

import dev.signalbox.router.table.TableVersion;
import java.time.Instant;
import java.util.Optional;

/**
 * What all pages have around their content.
 *
 * @param section the entry of the navigation that the page belongs to
 * @param table the routing table in force; absent where it could not be read
 * @param asOf real time of the reading
 * @param unresolved how many alerts are not resolved
 * @param refresh how often the page asks for news, in seconds; 0 is never
 */
public record Frame(
    String title,
    Section section,
    Optional<TableVersion> table,
    Instant asOf,
    int unresolved,
    int refresh) {

  public enum Section {
    OVERVIEW,
    ALERTS,
    CALLS,
    NONE
  }
}
