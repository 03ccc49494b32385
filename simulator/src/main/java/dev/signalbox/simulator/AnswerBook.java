package dev.signalbox.simulator;

import dev.signalbox.simulator.wire.ToolCall;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Known prompts with their good and bad answers. Immutable. */
public final class AnswerBook {
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private final Map<String, Entry> entries;

  private AnswerBook(Map<String, Entry> entries) {
    this.entries = entries;
  }

  /**
   * @param prompt the text of the last user message; white space does not matter
   * @param bad at least one wrong answer
   * @param calls what a model has called before it answers, as far as the request offers those
   *     tools
   */
  public record Entry(String prompt, String good, List<String> bad, List<ToolCall> calls) {
    public Entry {
      bad = List.copyOf(bad);
      calls = List.copyOf(calls);
      if (bad.isEmpty()) {
        throw new IllegalArgumentException("no wrong answer to: " + prompt);
      }
    }

    /** Answered without a tool. */
    public Entry(String prompt, String good, List<String> bad) {
      this(prompt, good, bad, List.of());
    }
  }

  /**
   * @throws IllegalArgumentException when two entries disagree about one prompt
   */
  public static AnswerBook of(Collection<Entry> entries) {
    Map<String, Entry> byPrompt = new LinkedHashMap<>();
    for (Entry entry : entries) {
      Entry earlier = byPrompt.putIfAbsent(normalised(entry.prompt()), entry);
      if (earlier != null && !earlier.good().equals(entry.good())) {
        throw new IllegalArgumentException("two different good answers to: " + entry.prompt());
      }
    }
    return new AnswerBook(byPrompt);
  }

  public static AnswerBook empty() {
    return of(List.of());
  }

  public Collection<Entry> entries() {
    return List.copyOf(entries.values());
  }

  Optional<Entry> find(String prompt) {
    return Optional.ofNullable(entries.get(normalised(prompt)));
  }

  /** What prompts are compared by. */
  static String normalised(String prompt) {
    return SPACE.matcher(prompt.strip()).replaceAll(" ");
  }
}
