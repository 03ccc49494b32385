package dev.signalbox.router.yaml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Keys and values of a YAML mapping while its file is read. It remembers the keys that were asked
 * for; at the end every other key is a problem. Not thread-safe.
 */
public final class YamlMapping {
  private final Problems problems;
  private final Place place;
  private final SequencedMap<String, Entry> entries = new LinkedHashMap<>();
  private final Set<String> asked = new TreeSet<>();

  private record Entry(Place keyPlace, Node value) {}

  private YamlMapping(Problems problems, Place place) {
    this.problems = problems;
    this.place = place;
  }

  /** {@code node} has distinct text keys: {@link YamlTree} saw to it. */
  static YamlMapping of(MappingNode node, Place place, Problems problems) {
    YamlMapping mapping = new YamlMapping(problems, place);
    for (NodeTuple tuple : node.getValue()) {
      ScalarNode key = (ScalarNode) tuple.getKeyNode();
      mapping.entries.put(
          key.getValue(), new Entry(Place.of(key.getStartMark()), tuple.getValueNode()));
    }
    return mapping;
  }

  /** Stands in for a mapping that is not there, which was told already. */
  static YamlMapping standIn(Problems problems, Place place) {
    return new YamlMapping(problems.muted(), place);
  }

  /** The value of a key that has to be there. */
  public YamlValue required(String key) {
    asked.add(key);
    Entry entry = entries.get(key);
    return entry == null
        ? new YamlValue(problems, Shown.quoted(key), place, null)
        : value(key, entry);
  }

  /** The value of a key that may be left out. */
  public Optional<YamlValue> optional(String key) {
    asked.add(key);
    return Optional.ofNullable(entries.get(key)).map(entry -> value(key, entry));
  }

  /** All entries in the order of the file, for a mapping whose keys are names of the user's. */
  public SequencedMap<String, YamlValue> entries() {
    asked.addAll(entries.keySet());
    SequencedMap<String, YamlValue> values = new LinkedHashMap<>();
    entries.forEach((key, entry) -> values.put(key, value(key, entry)));
    return Collections.unmodifiableSequencedMap(values);
  }

  /**
   * Notes a problem with the mapping as a whole; {@code sentence} says what would be right instead.
   */
  public void problem(String sentence) {
    problems.add(place, sentence);
  }

  /**
   * How many problems the file has so far. What was read meanwhile is made of stand-ins if this has
   * grown, and then no other sense should be looked for in it.
   */
  public int problemsSoFar() {
    return problems.count();
  }

  void noteUnknownKeys() {
    // A mapping that was never looked into was given up on, for a reason that was told.
    if (asked.isEmpty()) {
      return;
    }
    entries.forEach((key, entry) -> {
      if (!asked.contains(key)) {
        problems.add(entry.keyPlace(), unknown(key));
      }
    });
  }

  private String unknown(String key) {
    return Shown.quoted(key)
        + " is not a key here; "
        + Suggestion.closest(key, asked)
            .map(close -> "did you mean " + Shown.quoted(close) + "?")
            .orElse("allowed are " + String.join(", ", asked));
  }

  private YamlValue value(String key, Entry entry) {
    @Nullable Node node = entry.value();
    boolean onItsLine = node instanceof ScalarNode scalar && !scalar.getValue().isEmpty();
    Place at = onItsLine ? Place.of(node.getStartMark()) : entry.keyPlace();
    return new YamlValue(problems, Shown.quoted(key), at, node);
  }
}
