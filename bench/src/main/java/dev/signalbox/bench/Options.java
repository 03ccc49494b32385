package dev.signalbox.bench;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A benchmark's arguments, as {@code --name value} pairs. */
public final class Options {
  private final Map<String, String> values;

  private Options(Map<String, String> values) {
    this.values = values;
  }

  /**
   * @throws IllegalArgumentException if they are no pairs
   */
  static Options of(List<String> arguments) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < arguments.size(); i += 2) {
      String name = arguments.get(i);
      if (!name.startsWith("--") || i + 1 == arguments.size()) {
        throw new IllegalArgumentException(
            "options are pairs such as --streams 100; " + name + " is none");
      }
      values.put(name.substring(2), arguments.get(i + 1));
    }
    return new Options(values);
  }

  /**
   * @throws IllegalArgumentException if there is an option of another name
   */
  public void allow(String... names) {
    Set<String> unknown = new TreeSet<>(values.keySet());
    unknown.removeAll(Set.of(names));
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "--"
              + unknown.iterator().next()
              + " is not an option here; there are "
              + String.join(", ", Arrays.stream(names).map(name -> "--" + name).toList()));
    }
  }

  /** A whole number of at least 1. */
  public int count(String name, int fallback) {
    return Math.toIntExact(numbers(name, String.valueOf(fallback)).getFirst());
  }

  /** Whole numbers of at least 1, with commas between them. */
  public List<Long> numbers(String name, String fallback) {
    String text = values.getOrDefault(name, fallback);
    try {
      List<Long> numbers = Arrays.stream(text.split(",", -1)).map(Long::parseLong).toList();
      if (numbers.stream().allMatch(number -> number >= 1)) {
        return numbers;
      }
    } catch (NumberFormatException _) {
      // Falls through to say what would be right.
    }
    throw new IllegalArgumentException(
        "--" + name + " takes whole numbers from 1 with commas between them, not " + text);
  }
}
