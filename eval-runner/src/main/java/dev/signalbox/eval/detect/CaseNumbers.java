package dev.signalbox.eval.detect;

import dev.signalbox.eval.series.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Numbers the cases of a stream in the order of the runs in which they first appear, and by key
 * within a run.
 */
final class CaseNumbers {
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<Series.Case> firsts = new ArrayList<>();

  /** The number of each of a run's cases, in the order of the run. */
  int[] of(Series.Run run) {
    run.cases().stream()
        .filter(result -> !numbers.containsKey(result.key()))
        .sorted(Comparator.comparing(Series.Case::key))
        .forEach(this::add);
    return run.cases().stream().map(Series.Case::key).mapToInt(this::known).toArray();
  }

  private void add(Series.Case result) {
    if (numbers.putIfAbsent(result.key(), firsts.size()) == null) {
      firsts.add(result);
    }
  }

  private int known(String key) {
    return Objects.requireNonNull(numbers.get(key));
  }

  int count() {
    return firsts.size();
  }

  String key(int number) {
    return firsts.get(number).key();
  }

  String name(int number) {
    return firsts.get(number).name();
  }
}
