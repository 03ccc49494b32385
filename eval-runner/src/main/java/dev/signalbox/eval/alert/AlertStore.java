package dev.signalbox.eval.alert;

import dev.signalbox.eval.series.StreamKey;
import java.util.Optional;
import java.util.UUID;

/** Keeps alerts. Implementations are thread-safe. */
public interface AlertStore {

  /**
   * Opens an alert unless its stream has an unresolved one.
   *
   * @return whether it was opened
   */
  boolean open(Alert alert);

  /** The stream's alert that is not resolved yet. */
  Optional<Alert> unresolved(StreamKey stream);

  /** Changes state, with who and why on record. Resolving starts the stream's evidence anew. */
  void change(UUID alert, Alert.State state, String who, String why);
}
