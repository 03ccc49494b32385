package dev.signalbox.app;

import dev.signalbox.db.Database;
import dev.signalbox.db.calllog.Packing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Every text that is stored, each once.
 *
 * @param tables how many were read
 * @param columns so of columns
 */
record StoredTexts(Set<String> texts, int tables, int columns) {
  /** New tables are found, too. A partitioned table is read for its partitions. */
  private static final String COLUMNS =
      """
      select c.relname, a.attname, a.atttypid = 'bytea'::regtype
      from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
        and a.attnum > 0 and not a.attisdropped
        and format_type(a.atttypid, null) ~ '^(text|character|character varying|jsonb?|bytea|tsvector)(\\[\\])?$'
      """;

  private record Column(String table, String name, boolean isBytes) {}

  /** What the tables hold. */
  static StoredTexts in(Database database) {
    return database
        .jdbi()
        .withHandle(handle -> {
          List<Column> columns =
              handle
                  .createQuery(COLUMNS)
                  .map(
                      (row, _) -> new Column(row.getString(1), row.getString(2), row.getBoolean(3)))
                  .list();
          Set<String> texts = new HashSet<>();
          columns.forEach(column -> texts.addAll(values(handle, column)));
          long tables = columns.stream().map(Column::table).distinct().count();
          return new StoredTexts(texts, (int) tables, columns.size());
        });
  }

  private static List<String> values(Handle handle, Column column) {
    boolean isPacked = column.isBytes() && column.table().startsWith("call_");
    String select =
        "select \"%s\"%s from \"%s\" where \"%s\" is not null"
            .formatted(column.name(), isPacked ? "" : "::text", column.table(), column.name());
    return handle
        .createQuery(select)
        .map((row, _) -> isPacked ? Packing.unpack(row.getBytes(1)) : row.getString(1))
        .list();
  }

  /** What the files of a journal hold. */
  static List<String> inJournal(Path folder) throws IOException {
    List<String> texts = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        texts.add(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return texts;
  }
}
