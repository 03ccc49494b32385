package dev.signalbox.router;

import java.util.Collection;

/** A task was named that the routing table in force does not have. */
public final class UnknownTaskException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public UnknownTaskException(String task, Collection<String> known) {
    super("no task is named \"" + task + "\"; the routing table has " + String.join(", ", known));
  }
}
