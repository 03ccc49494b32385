package dev.signalbox.router.table;

import dev.signalbox.router.table.RoutingTableFile.TaskEntry;
import dev.signalbox.router.table.StreamRule.Commit;
import dev.signalbox.router.table.StreamRule.OnCut;
import dev.signalbox.router.yaml.DurationText;
import java.time.Duration;

/** Objects to rules that contradict one another, or the number of targets. */
final class RuleLint {
  /** No provider answers over the network in less. */
  private static final Duration SHORTEST_ATTEMPT = Duration.ofMillis(250);

  private RuleLint() {}

  static void check(TaskEntry entry) {
    checkLatency(entry);
    checkRetry(entry);
    checkHedge(entry);
    checkStream(entry);
    checkLog(entry);
    if (entry.task().affinity() && isAlone(entry)) {
      entry
          .at("affinity")
          .warning("with one target every call stays there anyway; delete affinity");
    }
  }

  private static void checkLatency(TaskEntry entry) {
    Latency latency = entry.task().latency();
    int targets = entry.route().size();
    Duration share = latency.deadline().dividedBy(targets);
    if (share.compareTo(SHORTEST_ATTEMPT) < 0) {
      entry
          .at("latency", "deadline")
          .problem(
              "%d targets share %s, and an attempt needs at least %s; raise the deadline to %s or more"
                  .formatted(
                      targets,
                      DurationText.of(latency.deadline()),
                      DurationText.of(SHORTEST_ATTEMPT),
                      DurationText.of(SHORTEST_ATTEMPT.multipliedBy(targets))));
    }
    latency
        .firstContent()
        .filter(limit -> limit.compareTo(share) > 0)
        .ifPresent(limit ->
            entry
                .at("latency", "first_content")
                .problem(
                    "%d targets share the deadline of %s, so none can wait %s for its first content; raise the deadline to %s or more, or lower first_content"
                        .formatted(
                            targets,
                            DurationText.of(latency.deadline()),
                            DurationText.of(limit),
                            DurationText.of(limit.multipliedBy(targets)))));
    latency
        .idle()
        .filter(limit -> limit.compareTo(latency.deadline()) >= 0)
        .ifPresent(limit ->
            entry
                .at("latency", "idle")
                .problem(
                    "the deadline ends every call before a pause of %s; lower idle, or delete it"
                        .formatted(DurationText.of(limit))));
  }

  private static void checkRetry(TaskEntry entry) {
    RetryRule retry = entry.task().retry();
    Duration longest = retry.jitter().multipliedBy((1L << retry.times()) - 1);
    Duration deadline = entry.task().latency().deadline();
    if (entry.fields().optional("retry").isPresent() && longest.compareTo(deadline) >= 0) {
      entry
          .at("retry")
          .problem(
              "the waits alone can take %s, which the deadline of %s does not hold; lower times or jitter"
                  .formatted(DurationText.of(longest), DurationText.of(deadline)));
    }
  }

  private static void checkHedge(TaskEntry entry) {
    if (entry.task().hedge().isEmpty()) {
      return;
    }
    if (isAlone(entry)) {
      entry.at("hedge").problem("with one target there is none to hedge with; delete hedge");
    }
    Duration deadline = entry.task().latency().deadline();
    entry
        .task()
        .hedge()
        .get()
        .after()
        .filter(after -> after.compareTo(deadline) >= 0)
        .ifPresent(after ->
            entry
                .at("hedge", "after")
                .problem(
                    "the deadline ends every call before %s; lower after"
                        .formatted(DurationText.of(after))));
  }

  private static void checkStream(TaskEntry entry) {
    StreamRule stream = entry.task().stream();
    if (stream.onCut() != OnCut.CONTINUE) {
      return;
    }
    if (stream.commit() == Commit.COMPLETE) {
      entry
          .at("stream", "on_cut")
          .problem(
              "commit: complete shows no answer that could be cut; delete on_cut, or commit: complete");
    } else if (isAlone(entry)) {
      entry
          .at("stream", "on_cut")
          .problem("with one target there is none to continue at; delete on_cut, or add a target");
    }
  }

  private static void checkLog(TaskEntry entry) {
    LogRule log = entry.task().log();
    if (log.search() && log.keep() == LogRule.Keep.HASH) {
      entry
          .at("log", "search")
          .problem("keep: hash leaves no words to search for; delete search, or keep: redacted");
    }
  }

  private static boolean isAlone(TaskEntry entry) {
    return entry.route().size() == 1;
  }
}
