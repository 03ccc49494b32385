package dev.signalbox.router;

import dev.signalbox.router.table.Target;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers at which target a conversation was answered last, so that its next call goes there:
 * prompt caches and reasoning kept at a provider are worth money. Of the conversations of one
 * process, the most recent ones; another node starts at the primary. Thread-safe.
 */
final class Affinity {
  private static final int MOST = 100_000;

  private record Key(String task, String conversation) {}

  private final Map<Key, Target> targets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Target> eldest) {
          return size() > MOST;
        }
      };

  synchronized Optional<Target> of(String task, String conversation) {
    return Optional.ofNullable(targets.get(new Key(task, conversation)));
  }

  synchronized void answered(String task, String conversation, Target target) {
    targets.put(new Key(task, conversation), target);
  }
}
