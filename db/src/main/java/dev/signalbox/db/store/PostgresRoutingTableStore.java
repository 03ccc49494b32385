package dev.signalbox.db.store;

import dev.signalbox.db.Database;
import dev.signalbox.db.column.Storable;
import dev.signalbox.eval.promote.RoutingTableStore;
import dev.signalbox.router.table.ActiveTable;
import dev.signalbox.router.table.RoutingTable;
import dev.signalbox.router.table.TableVersion;
import java.util.Optional;

/** The versions of the routing table in PostgreSQL. Thread-safe. */
public final class PostgresRoutingTableStore implements RoutingTableStore {
  private final RoutingTableDao dao;

  public PostgresRoutingTableStore(Database database) {
    this.dao = database.jdbi().onDemand(RoutingTableDao.class);
  }

  @Override
  public Optional<ActiveTable> active() {
    return dao.newest().map(PostgresRoutingTableStore::table);
  }

  private static ActiveTable table(RoutingTableDao.Row row) {
    RoutingTable table = RoutingTable.ofCanonicalForm(row.canonical());
    return new ActiveTable(new TableVersion(row.version(), table.hash()), table);
  }

  @Override
  public ActiveTable seed(RoutingTable table, String source, String who, String reason) {
    insert(1, table, source, who, reason);
    return active().orElseThrow();
  }

  @Override
  public ActiveTable append(RoutingTable table, String source, String who, String reason) {
    // A number that somebody else took in between is no failure: theirs was in force before ours.
    while (true) {
      long version = dao.newest().map(newest -> newest.version() + 1).orElse(1L);
      if (insert(version, table, source, who, reason)) {
        return new ActiveTable(new TableVersion(version, table.hash()), table);
      }
    }
  }

  private boolean insert(
      long version, RoutingTable table, String source, String who, String reason) {
    return dao.insert(
        new RoutingTableDao.NewRow(
            version,
            table.hash(),
            table.canonicalForm(),
            Storable.text(source),
            Storable.text(who),
            Storable.text(reason)));
  }
}
