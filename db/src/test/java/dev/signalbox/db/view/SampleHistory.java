package dev.signalbox.db.view;

import dev.signalbox.db.Database;
import dev.signalbox.db.calllog.StoredCalls;
import dev.signalbox.router.catalog.Capability;
import dev.signalbox.router.table.ActiveTable;
import dev.signalbox.router.table.Latency;
import dev.signalbox.router.table.QualityRule;
import dev.signalbox.router.table.RoutingTable;
import dev.signalbox.router.table.TableVersion;
import dev.signalbox.router.table.Target;
import dev.signalbox.router.table.Task;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Two tasks at three targets each with a history worth looking at: {@code sample-history.sql} tells
 * what is in it.
 */
public final class SampleHistory {
  public static final String TASK = "extract-invoice";
  public static final String OTHER_TASK = "triage-ticket";
  public static final String DOWN_FOR_A_WHILE = "openai/gpt-4o-mini";
  public static final String FELL = "anthropic/claude-haiku-4-5";
  public static final String NEW_REVISION = "google/gemini-2.5-flash";
  public static final UUID ALERT = UUID.fromString("0197a3c0-0000-7000-8000-000000000001");

  private SampleHistory() {}

  /** Puts it into a database that has the schema and no rows. */
  public static void insert(Database database) {
    try (InputStream in = SampleHistory.class.getResourceAsStream("sample-history.sql");
        Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new AssertionError("the sample history does not fit the schema", e);
    }
    StoredCalls.store(database, SampleTraffic.calls(Instant.now()));
  }

  /** The table in force: openai first, then anthropic, then google. */
  public static ActiveTable table() {
    RoutingTable table =
        new RoutingTable(
            List.of(
                task(TASK, "Reads the fields of an invoice as JSON.", "invoices"),
                task(
                    OTHER_TASK, "Names the urgency and the team of a support ticket.", "tickets")));
    return new ActiveTable(new TableVersion(1, table.hash()), table);
  }

  private static Task task(String name, String description, String suite) {
    return Task.of(
            name,
            description,
            Set.of(Capability.TEXT),
            Latency.of(Duration.ofSeconds(8)),
            Target.of("openai", "gpt-4o-mini"),
            Target.of("anthropic", "claude-haiku-4-5"),
            Target.of("google", "gemini-2.5-flash"))
        .change()
        .quality(QualityRule.of(suite))
        .build();
  }
}
