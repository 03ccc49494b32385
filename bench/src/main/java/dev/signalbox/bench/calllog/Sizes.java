package dev.signalbox.bench.calllog;

import dev.signalbox.db.Database;
import java.util.List;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** What the call log's tables and indexes have on disk. */
record Sizes(String name, long bytes) {
  private static final double MIB = 1 << 20;
  private static final double MILLION = 1e6;

  /** Of all partitions together; the greatest first. */
  static List<Sizes> of(Database database) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(
                    """
                    select name, bytes from (
                      select relname::text as name, sum(pg_table_size(leaf.relid))::bigint as bytes
                      from pg_class, lateral pg_partition_tree(pg_class.oid) leaf
                      where relkind in ('p', 'I') and leaf.isleaf and relname like 'call\\_%'
                      group by 1
                      union all
                      select relname::text, pg_total_relation_size(oid) from pg_class
                      where relname in ('call_hour', 'attempt_hour', 'call_spend') and relkind = 'r'
                    ) sizes where bytes > 0 order by bytes desc
                    """)
                .map(ConstructorMapper.of(Sizes.class))
                .list());
  }

  /** In MiB a million calls. */
  double ofMillion(long calls) {
    return bytes / MIB * MILLION / calls;
  }
}
