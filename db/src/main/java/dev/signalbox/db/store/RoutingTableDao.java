package dev.signalbox.db.store;

import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The versions of the routing table. */
interface RoutingTableDao {

  /** A version; its hash is that of the canonical form. */
  record Row(long version, String canonical) {}

  /** A version to be. */
  record NewRow(
      long version, String hash, String canonical, String source, String who, String reason) {}

  @RegisterConstructorMapper(Row.class)
  @SqlQuery("select version, canonical from routing_table order by version desc limit 1")
  Optional<Row> newest();

  /** Whether the number was still free. */
  @SqlUpdate(
      """
      insert into routing_table (version, hash, canonical, source, created_by, reason)
      values (:version, :hash, :canonical, :source, :who, :reason)
      on conflict do nothing
      """)
  boolean insert(@BindMethods NewRow row);
}
