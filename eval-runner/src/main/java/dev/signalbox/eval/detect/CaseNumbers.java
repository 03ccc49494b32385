package dev.signalbox.eval.detect;

import dev.signalbox.eval.series.Series;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers the cases of a series in the order in which they first appear. */
final class CaseNumbers {
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<Series.Case> firsts = new ArrayList<>();

  int of(Series.Case result) {
    Integer known = numbers.get(result.key());
    if (known != null) {
      return known;
    }
    numbers.put(result.key(), firsts.size());
    firsts.add(result);
    return firsts.size() - 1;
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
