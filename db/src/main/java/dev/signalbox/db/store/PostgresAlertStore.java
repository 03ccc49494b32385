package dev.signalbox.db.store;

import dev.signalbox.db.Database;
import dev.signalbox.db.column.Code;
import dev.signalbox.db.column.Storable;
import dev.signalbox.eval.alert.Alert;
import dev.signalbox.eval.alert.AlertStore;
import dev.signalbox.eval.series.StreamKey;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Alerts in PostgreSQL. Thread-safe. */
public final class PostgresAlertStore implements AlertStore {
  private final Jdbi jdbi;

  public PostgresAlertStore(Database database) {
    this.jdbi = database.jdbi();
  }

  @Override
  public boolean open(Alert alert) {
    return jdbi.inTransaction(handle -> {
      AlertDao dao = handle.attach(AlertDao.class);
      long stream = handle.attach(StreamDao.class).locked(alert.stream());
      boolean opened = dao.insert(AlertRow.of(alert, stream));
      if (opened) {
        dao.insertCases(AlertCaseRow.of(alert));
      }
      return opened;
    });
  }

  @Override
  public Optional<Alert> unresolved(StreamKey stream) {
    return jdbi.withHandle(handle -> {
      AlertDao dao = handle.attach(AlertDao.class);
      return handle
          .attach(StreamDao.class)
          .find(stream)
          .flatMap(dao::unresolved)
          .map(row -> row.alert(stream, dao.cases(row.id())));
    });
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if there is no such alert
   * @throws IllegalStateException if it is resolved, which is final
   */
  @Override
  public void change(UUID alert, Alert.State state, String who, String why) {
    jdbi.useTransaction(handle -> change(handle, alert, state, who, why));
  }

  private static void change(Handle handle, UUID alert, Alert.State state, String who, String why) {
    AlertDao dao = handle.attach(AlertDao.class);
    long stream =
        dao.stream(alert)
            .orElseThrow(() -> new IllegalArgumentException("there is no alert " + alert));
    handle.attach(StreamDao.class).lock(stream);
    Alert.State before = Code.parse(Alert.State.class, dao.state(alert));
    if (before == state) {
      return;
    }
    if (before == Alert.State.RESOLVED) {
      throw new IllegalStateException("alert " + alert + " is resolved, which is final");
    }
    dao.setState(alert, Code.of(state));
    dao.insertChange(alert, Code.of(state), Storable.text(who), Storable.text(why));
    if (state == Alert.State.RESOLVED) {
      dao.startEvidenceAnew(stream);
    }
  }
}
