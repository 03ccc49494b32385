package dev.signalbox.db.folder;

import java.nio.file.Path;

/** Another process uses the folder; the message is one sentence that says which. */
public final class FolderInUseException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String holder;

  FolderInUseException(String what, Path folder, String holder) {
    super(what + " " + folder + " is already in use by " + holder);
    this.holder = holder;
  }

  String holder() {
    return holder;
  }
}
