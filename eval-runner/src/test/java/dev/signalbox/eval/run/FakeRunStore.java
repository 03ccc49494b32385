package dev.signalbox.eval.run;

import dev.signalbox.eval.golden.GoldenSuite;
import dev.signalbox.eval.series.Series;
import dev.signalbox.eval.series.StreamKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Keeps runs in memory. */
public final class FakeRunStore implements RunStore {
  private final Queue<String> registered = new ConcurrentLinkedQueue<>();
  private final Queue<EvalRun> runs = new ConcurrentLinkedQueue<>();

  public List<String> registered() {
    return List.copyOf(registered);
  }

  public List<EvalRun> runs() {
    return List.copyOf(runs);
  }

  @Override
  public void register(GoldenSuite suite) {
    registered.add(suite.version());
  }

  @Override
  public Optional<Instant> lastScheduled(String suite, String target) {
    return runs.stream()
        .filter(run -> run.stream().suite().equals(suite))
        .filter(run -> run.stream().target().equals(target))
        .map(EvalRun::scheduledFor)
        .max(Comparator.naturalOrder());
  }

  @Override
  public synchronized boolean save(EvalRun run) {
    boolean isNew =
        runs.stream()
            .noneMatch(kept ->
                kept.stream().equals(run.stream())
                    && kept.scheduledFor().equals(run.scheduledFor()));
    return isNew && runs.add(run);
  }

  @Override
  public Series series(StreamKey stream) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<StoredAnswer> answers(StreamKey stream, String caseHash, int limit) {
    throw new UnsupportedOperationException();
  }
}
