package dev.signalbox.router.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/** Collects what is wrong with one file while it is read. Not thread-safe. */
final class Problems {
  private final String file;
  private final List<Problem> found = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();
  private final Map<MappingNode, YamlMapping> mappings = new LinkedHashMap<>();

  Problems(String file) {
    this.file = file;
  }

  /** For stand-ins: what is wrong with those was told already. */
  Problems muted() {
    return new Problems(file);
  }

  void add(Place place, String sentence) {
    found.add(problem(place, sentence));
  }

  int count() {
    return found.size();
  }

  /** Of something that does not stop the file from being used. */
  void warn(Place place, String sentence) {
    warnings.add(problem(place, sentence));
  }

  /** The exception for a problem after which reading on makes no sense. */
  InvalidFileException with(Place place, String sentence) {
    add(place, sentence);
    return exception();
  }

  /** The same each time, so that it knows all the keys that were asked for. */
  YamlMapping mapping(MappingNode node, Place place) {
    return mappings.computeIfAbsent(node, _ -> YamlMapping.of(node, place, this));
  }

  void noteUnknownKeys() {
    mappings.values().forEach(YamlMapping::noteUnknownKeys);
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      throw exception();
    }
  }

  List<Problem> warnings() {
    return inOrder(warnings);
  }

  private InvalidFileException exception() {
    return new InvalidFileException(inOrder(found));
  }

  private Problem problem(Place place, String sentence) {
    return new Problem(file, place.line(), place.column(), sentence);
  }

  private static List<Problem> inOrder(List<Problem> problems) {
    return problems.stream()
        .distinct() // a value may have been read twice
        .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
        .toList();
  }
}
