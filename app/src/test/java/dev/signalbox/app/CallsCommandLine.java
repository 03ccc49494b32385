package dev.signalbox.app;

import dev.signalbox.db.Database;
import dev.signalbox.db.DatabaseAddress;
import dev.signalbox.db.TestDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;

/** {@code signalbox calls …} on a database of its own. */
final class CallsCommandLine implements AutoCloseable {
  private final TestDatabase test = TestDatabase.create();
  private final Database database = test.migrated();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** The database that the commands work on. */
  Database database() {
    return database;
  }

  /** As {@code --database} takes it. */
  String url() {
    DatabaseAddress address = test.address();
    return "%s%suser=%s&password=%s"
        .formatted(
            address.jdbcUrl(),
            address.jdbcUrl().contains("?") ? "&" : "?",
            address.user(),
            URLEncoder.encode(address.password(), StandardCharsets.UTF_8));
  }

  int run(String... arguments) {
    return run(Path.of("none.yaml"), arguments);
  }

  /** With settings; returns the exit status. */
  int run(Path settings, String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Signalbox.run(
        new PrintWriter(out, true),
        new PrintWriter(err, true),
        Stream.of(
                Stream.of("calls"),
                Stream.of(arguments),
                Stream.of("--database", url(), "--config", settings.toString()))
            .flatMap(part -> part)
            .toArray(String[]::new));
  }

  /** What the last run printed. */
  String out() {
    return out.toString();
  }

  /** And what it complained about. */
  String err() {
    return err.toString();
  }

  @Override
  public void close() {
    database.close();
    test.close();
  }
}
