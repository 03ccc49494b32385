package dev.signalbox.db;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;

/**
 * The tables of Quartz's job store, made by Quartz's own script. A later Quartz that changes the
 * script needs a migration of its own; a test notices.
 */
final class QuartzTables implements JavaMigration {
  static final String SCRIPT = "/org/quartz/impl/jdbcjobstore/tables_postgres.sql";

  private static final Pattern COMMENT = Pattern.compile("--.*");
  private static final Pattern END_OF_STATEMENT = Pattern.compile(";\\s*");

  @Override
  public MigrationVersion getVersion() {
    return MigrationVersion.fromVersion("2");
  }

  @Override
  public String getDescription() {
    return "quartz tables";
  }

  /** None: a Quartz with another comment in its script must not stop the program. */
  @Override
  public @Nullable Integer getChecksum() {
    return null;
  }

  @Override
  public boolean canExecuteInTransaction() {
    return true;
  }

  @Override
  public void migrate(Context context) throws SQLException, IOException {
    try (Statement statement = context.getConnection().createStatement()) {
      for (String sql : statements(script())) {
        statement.execute(sql);
      }
    }
  }

  static String script() throws IOException {
    try (InputStream script = QuartzTables.class.getResourceAsStream(SCRIPT)) {
      if (script == null) {
        throw new IOException("Quartz's script is not on the class path: " + SCRIPT);
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /**
   * Without the script's drops, which would take the tables of another Quartz along, and without
   * its commit: the transaction is Flyway's.
   */
  static List<String> statements(String script) {
    return END_OF_STATEMENT
        .splitAsStream(COMMENT.matcher(script).replaceAll(""))
        .map(String::strip)
        .filter(sql -> sql.toLowerCase(Locale.ROOT).startsWith("create "))
        .toList();
  }
}
