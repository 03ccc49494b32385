package dev.signalbox.db.journal;

import org.jspecify.annotations.Nullable;

/** A journal cannot be used; the message is one sentence that says why. */
public final class JournalException extends RuntimeException {
  private static final long serialVersionUID = 1;

  JournalException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
