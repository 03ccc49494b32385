package dev.signalbox.eval.promote;

import dev.signalbox.router.table.ActiveTable;
import dev.signalbox.router.table.RoutingTable;
import java.util.Optional;

/**
 * Keeps every version of the routing table, numbered from 1 without gaps; the newest is in force.
 * Implementations are thread-safe.
 */
public interface RoutingTableStore {

  /** The table in force; absent before the first. */
  Optional<ActiveTable> active();

  /**
   * Makes {@code table} version 1, unless there is a version already.
   *
   * @param source where the table came from, such as a file's name
   * @param who the person or program that acts
   * @param reason one sentence for whoever reads the history
   * @return the table in force, which may be another
   */
  ActiveTable seed(RoutingTable table, String source, String who, String reason);

  /**
   * Puts {@code table} in force as the next version, whatever the one before.
   *
   * @return it, with its version
   */
  ActiveTable append(RoutingTable table, String source, String who, String reason);
}
