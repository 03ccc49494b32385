package dev.signalbox.db.view;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Calls as they are logged, each once. It listens on a connection of its own for what the nodes
 * announce. Not thread-safe.
 */
public final class CallTail implements AutoCloseable {
  private static final int REMEMBERED = 50_000;
  private static final int MOST = 1_000;

  private final CallView calls;
  private final CallFilter filter;
  private final Handle handle;

  /** Ids that were given already; two announcements can overlap. */
  private final Set<UUID> given =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<UUID, Boolean> eldest) {
              return size() > REMEMBERED;
            }
          });

  private CallTail(CallView calls, CallFilter filter, Handle handle) {
    this.calls = calls;
    this.filter = filter;
    this.handle = handle;
  }

  /** Begins to listen. */
  public static CallTail over(Jdbi jdbi, CallView calls, CallFilter filter) {
    Handle handle = jdbi.open();
    handle.execute("listen signalbox_calls");
    return new CallTail(calls, filter, handle);
  }

  /**
   * The calls that were logged since the last time, oldest first; at most {@value #MOST} of what
   * one node logged at once.
   *
   * @param wait how long to wait for the first
   * @throws SQLException if the connection is gone: begin anew
   */
  public List<CallList.Row> next(Duration wait) throws SQLException {
    PGNotification[] announced =
        handle
            .getConnection()
            .unwrap(PGConnection.class)
            .getNotifications((int) Math.max(1, wait.toMillis()));
    List<CallList.Row> news = new ArrayList<>();
    for (PGNotification one : announced == null ? new PGNotification[0] : announced) {
      String[] range = one.getParameter().split(" ", -1);
      news.addAll(between(UUID.fromString(range[0]), UUID.fromString(range[1])));
    }
    return news;
  }

  private List<CallList.Row> between(UUID least, UUID greatest) {
    UUID after =
        new UUID(greatest.getMostSignificantBits(), greatest.getLeastSignificantBits() + 1);
    List<CallList.Row> found = new ArrayList<>();
    @Nullable UUID before = after;
    while (before != null && found.size() < MOST) {
      CallList page = calls.list(filter, Optional.of(before), CallView.PAGE);
      for (CallList.Row call : page.calls()) {
        if (call.id().toString().compareTo(least.toString()) >= 0 && given.add(call.id())) {
          found.add(call);
        }
      }
      before = page.next().filter(id -> id.toString().compareTo(least.toString()) > 0).orElse(null);
    }
    return found.reversed();
  }

  @Override
  public void close() {
    handle.execute("unlisten *");
    handle.close();
  }
}
