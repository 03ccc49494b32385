package dev.signalbox.db;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A database of its own with the whole schema for a test class: register it in a static field. */
public final class MigratedDatabase implements BeforeAllCallback, AfterAllCallback {
  private @Nullable TestDatabase test;
  private @Nullable Database database;

  @Override
  public void beforeAll(ExtensionContext context) {
    test = TestDatabase.create();
    database = test.migrated();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    get().close();
    requireNonNull(test).close();
  }

  public Database get() {
    return requireNonNull(database, "the test class has not started");
  }

  public void execute(String sql) {
    get().jdbi().useHandle(handle -> handle.execute(sql));
  }

  /** What a query finds, by column name. */
  public List<Map<String, Object>> rows(String sql) {
    return get().jdbi().withHandle(handle -> handle.createQuery(sql).mapToMap().list());
  }
}
