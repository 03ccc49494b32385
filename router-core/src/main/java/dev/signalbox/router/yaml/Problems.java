package dev.signalbox.router.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with one file while it is read. Not thread-safe. */
final class Problems {
  private final String file;
  private final List<Problem> found = new ArrayList<>();
  private final List<YamlMapping> mappings = new ArrayList<>();

  Problems(String file) {
    this.file = file;
  }

  /** For stand-ins: what is wrong with those was told already. */
  Problems muted() {
    return new Problems(file);
  }

  void add(Place place, String sentence) {
    found.add(new Problem(file, place.line(), place.column(), sentence));
  }

  /** The exception for a problem after which reading on makes no sense. */
  InvalidFileException with(Place place, String sentence) {
    add(place, sentence);
    return exception();
  }

  void watch(YamlMapping mapping) {
    mappings.add(mapping);
  }

  void noteUnknownKeys() {
    mappings.forEach(YamlMapping::noteUnknownKeys);
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      throw exception();
    }
  }

  private InvalidFileException exception() {
    return new InvalidFileException(
        found.stream()
            .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
            .toList());
  }
}
