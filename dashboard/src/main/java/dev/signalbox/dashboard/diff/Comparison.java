package dev.signalbox.dashboard.diff;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/** A case's expectation beside its last good and its first bad answer. */
public sealed interface Comparison {

  /**
   * Answers that are JSON objects, field by field.
   *
   * @param fields those that differ first
   */
  record Fields(List<Field> fields) implements Comparison {
    public Fields {
      fields = List.copyOf(fields);
    }

    /** The fields that the bad answer got wrong. */
    public List<Field> wrong() {
      return fields.stream().filter(Field::isWrong).toList();
    }

    /** The fields that it got right. */
    public List<Field> right() {
      return fields.stream().filter(field -> !field.isWrong()).toList();
    }
  }

  /**
   * One field.
   *
   * @param path such as {@code lines[0].amount}
   * @param expected absent when nothing is expected of it
   * @param good its value in the last good answer, absent when the answer or the field is missing
   * @param bad its value in the first bad answer
   */
  record Field(
      String path, Optional<String> expected, Optional<String> good, Optional<String> bad) {

    /** Whether the bad answer is not what was expected, or, expecting nothing, not the good one. */
    public boolean isWrong() {
      return expected.isPresent() ? !bad.equals(expected) : !bad.equals(good);
    }

    /** The expected value beside the bad one, word by word. */
    public WordDiff words() {
      return WordDiff.of(expected.orElse(""), bad.orElse(""));
    }
  }

  /** Answers that are any text, word by word. */
  record Texts(String expected, Optional<String> good, Optional<String> bad, WordDiff words)
      implements Comparison {}

  static Comparison of(String expected, Optional<String> good, Optional<String> bad) {
    Optional<Map<String, String>> expectedFields = JsonFields.of(expected);
    Optional<Map<String, String>> goodFields = good.flatMap(JsonFields::of);
    Optional<Map<String, String>> badFields = bad.flatMap(JsonFields::of);
    boolean fieldwise =
        expectedFields.isPresent()
            && good.isPresent() == goodFields.isPresent()
            && bad.isPresent() == badFields.isPresent();
    return fieldwise
        ? fields(expectedFields.get(), goodFields.orElse(Map.of()), badFields.orElse(Map.of()))
        : texts(JsonFields.pretty(expected), good.map(JsonFields::pretty), bad);
  }

  private static Texts texts(String expected, Optional<String> good, Optional<String> bad) {
    return new Texts(expected, good, bad, WordDiff.of(good.orElse(""), bad.orElse("")));
  }

  private static Fields fields(
      Map<String, String> expected, Map<String, String> good, Map<String, String> bad) {
    SequencedSet<String> paths = new LinkedHashSet<>(expected.keySet());
    paths.addAll(good.keySet());
    paths.addAll(bad.keySet());
    List<Field> fields =
        paths.stream()
            .map(path ->
                new Field(
                    path,
                    Optional.ofNullable(expected.get(path)),
                    Optional.ofNullable(good.get(path)),
                    Optional.ofNullable(bad.get(path))))
            .toList();
    return new Fields(
        fields.stream().sorted(Comparator.comparing((Field field) -> !field.isWrong())).toList());
  }
}
