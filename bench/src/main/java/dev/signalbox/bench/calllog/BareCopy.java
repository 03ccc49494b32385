package dev.signalbox.bench.calllog;

import dev.signalbox.db.Database;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * The least that PostgreSQL can do with the rows of some calls: copy them into tables of the same
 * columns, partitions and indexes, a batch in a transaction. The rows come from the tables in which
 * the call log put them.
 */
final class BareCopy {
  /** As many calls as the call log delivers at once. */
  private static final int BATCH = 4_000;

  private BareCopy() {}

  /**
   * Copies all calls of one database into another one, and returns how many nanoseconds it took.
   */
  static long nanos(Database full, Database empty) {
    try (Handle from = full.jdbi().open();
        Handle to = empty.jdbi().open()) {
      to.execute("select make_call_log_day(current_date), make_call_log_day(current_date - 1)");
      long nanos = 0;
      List<UUID> firsts =
          from.createQuery(
                  "select id from (select id, row_number() over (order by id) as n from call_log) c"
                      + " where n % :batch = 1 order by id")
              .bind("batch", BATCH)
              .mapTo(UUID.class)
              .list();
      for (int i = 0; i < firsts.size(); i++) {
        String upTo = i + 1 < firsts.size() ? "%1$s < '" + firsts.get(i + 1) + "'" : "true";
        nanos += copy(rows(from, "%1$s >= '" + firsts.get(i) + "' and " + upTo), to);
      }
      return nanos;
    } catch (SQLException e) {
      throw new IllegalStateException("the rows cannot be copied", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rows of the calls whose ids a condition holds for, by table. */
  private static Map<String, byte[]> rows(Handle from, String condition)
      throws SQLException, IOException {
    String ofId = condition.formatted("id");
    String ofCall = condition.formatted("call_id");
    Map<String, String> queries = new LinkedHashMap<>();
    queries.put("call_log", "select * from call_log where " + ofId);
    queries.put("call_attempt", "select * from call_attempt where " + ofCall);
    queries.put(
        "call_payload",
        "select p.* from call_log c join call_payload p on p.day = (c.started_at at time zone"
            + " 'UTC')::date and p.key in (c.request_key, c.reply_key) where "
            + ofId);
    queries.put("call_tag", "select * from call_tag where " + ofCall);
    Map<String, byte[]> rows = new LinkedHashMap<>();
    for (Map.Entry<String, String> query : queries.entrySet()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      copyManager(from)
          .copyOut("copy (" + query.getValue() + ") to stdout with (format binary)", bytes);
      rows.put(query.getKey(), bytes.toByteArray());
    }
    return rows;
  }

  private static long copy(Map<String, byte[]> rows, Handle to) throws SQLException, IOException {
    long start = System.nanoTime();
    to.begin();
    for (Map.Entry<String, byte[]> table : rows.entrySet()) {
      copyManager(to)
          .copyIn(
              "copy " + table.getKey() + " from stdin with (format binary)",
              new ByteArrayInputStream(table.getValue()));
    }
    to.commit();
    return System.nanoTime() - start;
  }

  private static CopyManager copyManager(Handle handle) throws SQLException {
    return handle.getConnection().unwrap(PGConnection.class).getCopyAPI();
  }
}
