package dev.signalbox.dashboard;

import dev.signalbox.eval.alert.Alert;
import dev.signalbox.eval.alert.AlertStore;
import dev.signalbox.eval.series.StreamKey;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** Notes the changes that people make. */
final class RecordingAlertStore implements AlertStore {
  final List<String> changes = new CopyOnWriteArrayList<>();

  @Override
  public boolean open(Alert alert) {
    throw new UnsupportedOperationException("the dashboard opens no alerts");
  }

  @Override
  public Optional<Alert> unresolved(StreamKey stream) {
    throw new UnsupportedOperationException("the dashboard reads alerts from its views");
  }

  @Override
  public void change(UUID alert, Alert.State state, String who, String why) {
    changes.add(alert + " " + state + " " + who + " " + why);
  }
}
