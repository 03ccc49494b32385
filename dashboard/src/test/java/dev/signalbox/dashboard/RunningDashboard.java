package dev.signalbox.dashboard;

import dev.signalbox.dashboard.page.Sources;
import dev.signalbox.db.Database;
import dev.signalbox.db.TestDatabase;
import dev.signalbox.db.store.PostgresAlertStore;
import dev.signalbox.db.view.SampleHistory;
import dev.signalbox.db.view.Views;
import dev.signalbox.router.catalog.Catalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/** A dashboard over a database of its own, and a client that asks it. */
final class RunningDashboard implements AutoCloseable {
  private final TestDatabase test = TestDatabase.create();
  private final Database database = test.migrated();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Dashboard dashboard;

  /** On any free port, with the rows that {@code history} puts in. */
  RunningDashboard(Consumer<Database> history) {
    this(0, history);
  }

  RunningDashboard(int port, Consumer<Database> history) {
    history.accept(database);
    dashboard = startAnother(port);
  }

  /** A second one over the same database; whoever asks for it closes it. */
  Dashboard startAnother(int port) {
    return Dashboard.start(
        DashboardSettings.onPort(port),
        new Sources(
            Views.over(database.jdbi(), Catalog.shipped()),
            new PostgresAlertStore(database),
            SampleHistory::table,
            InstantSource.system(),
            Duration.ofMinutes(5),
            48,
            _ -> Optional.of(SampleEvidence.CURVE)));
  }

  URI address() {
    return dashboard.address();
  }

  HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(address().resolve(path)).build());
  }

  /** Posts a form as the dashboard's own page would, but for what {@code origin} says. */
  HttpResponse<String> post(String path, String form, String origin) {
    return send(
        HttpRequest.newBuilder(address().resolve(path))
            .header("Origin", origin)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build());
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.close();
    dashboard.close();
    database.close();
    test.close();
  }
}
