package dev.signalbox.router.yaml;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * One value of a YAML file, to be read as the type it has to have. If it is missing or of another
 * type, that is noted and a stand-in is returned: the lower bound, an empty text, an empty list.
 */
public final class YamlValue {
  private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]{1,20}");
  private static final Pattern DECIMAL = Pattern.compile("[-+]?[0-9]{1,20}(\\.[0-9]{1,20})?");

  private final Problems problems;
  private final String name;
  private final Place place;
  private final @Nullable Node node;

  /**
   * @param name how sentences name the value
   * @param node absent when the value is missing
   */
  YamlValue(Problems problems, String name, Place place, @Nullable Node node) {
    this.problems = problems;
    this.name = name;
    this.place = place;
    this.node = node;
  }

  /** Text that is not blank. */
  public String text() {
    return as(
        "text (in quotes if it looks like a number)",
        "",
        value -> scalar(value, Tag.STR).filter(text -> !text.isBlank()));
  }

  /** {@code true} or {@code false}. */
  public boolean flag() {
    return as(
        "true or false",
        false,
        value ->
            scalar(value, Tag.BOOL)
                .filter(text -> text.equals("true") || text.equals("false"))
                .map(Boolean::valueOf));
  }

  /** A whole number from {@code min} to {@code max}. */
  public int integer(int min, int max) {
    return as(
        "a whole number from " + min + " to " + max,
        min,
        value ->
            scalar(value, Tag.INT)
                .filter(text -> INTEGER.matcher(text).matches())
                .map(BigInteger::new)
                .filter(number -> within(number, BigInteger.valueOf(min), BigInteger.valueOf(max)))
                .map(BigInteger::intValueExact));
  }

  /** A number from {@code min} to {@code max}, exactly as written; no exponent. */
  public BigDecimal decimal(BigDecimal min, BigDecimal max) {
    return as(
        "a number from " + min.toPlainString() + " to " + max.toPlainString(),
        min,
        value ->
            scalar(value, Tag.INT)
                .or(() -> scalar(value, Tag.FLOAT))
                .filter(text -> DECIMAL.matcher(text).matches())
                .map(BigDecimal::new)
                .filter(number -> within(number, min, max)));
  }

  /** A duration such as {@code 500ms}, {@code 8s}, {@code 2m} or {@code 1h}. */
  public Duration duration(Duration min, Duration max) {
    return duration("", min, max);
  }

  /** A duration, or {@code word} instead of one, which is read as none. */
  public Optional<Duration> durationOr(String word, Duration min, Duration max) {
    return node != null && scalar(node, Tag.STR).equals(Optional.of(word))
        ? Optional.empty()
        : Optional.of(duration(word + " or ", min, max));
  }

  private Duration duration(String otherwise, Duration min, Duration max) {
    return as(
        "%sa duration from %s to %s, such as 500ms, 8s, 2m or 1h"
            .formatted(otherwise, DurationText.of(min), DurationText.of(max)),
        min,
        value ->
            scalar(value, Tag.STR)
                .flatMap(DurationText::parse)
                .filter(duration -> within(duration, min, max)));
  }

  /** A number of bytes such as {@code 512MB} or {@code 1GB}. */
  public long size(long min, long max) {
    return as(
        "a size from %s to %s, such as 512MB or 1GB".formatted(SizeText.of(min), SizeText.of(max)),
        min,
        value ->
            scalar(value, Tag.STR).flatMap(SizeText::parse).filter(size -> within(size, min, max)));
  }

  /** A day such as {@code 2026-08-01}. */
  public LocalDate date() {
    return as(
        "a day such as 2026-08-01",
        LocalDate.EPOCH,
        value -> scalar(value, Tag.STR).flatMap(YamlValue::day));
  }

  /**
   * One of {@code allowed}, which is not empty.
   *
   * @param key how the file names each of them
   */
  public <T> T choice(Collection<T> allowed, Function<? super T, String> key) {
    return as(
        "one of " + allowed.stream().map(key).collect(Collectors.joining(", ")),
        allowed.iterator().next(),
        value ->
            scalar(value, Tag.STR)
                .flatMap(
                    text -> allowed.stream().filter(one -> key.apply(one).equals(text)).findAny()));
  }

  /**
   * The items of a list, which may be empty, each one of {@code allowed}.
   *
   * @param key how the file names each of them
   */
  public <T> Set<T> choices(Collection<T> allowed, Function<? super T, String> key) {
    return list().stream().map(item -> item.choice(allowed, key)).collect(Collectors.toSet());
  }

  /** The items of a list, which may be empty. */
  public List<YamlValue> list() {
    return as("a list", List.of(), this::items);
  }

  /** The items of a list that has at least one. */
  public List<YamlValue> nonEmptyList() {
    return as(
        "a list of at least one item",
        List.of(),
        value -> items(value).filter(items -> !items.isEmpty()));
  }

  /** Whether this is a mapping, for a value that may be one or something else. */
  public boolean isMapping() {
    return node instanceof MappingNode;
  }

  /** A nested mapping. */
  public YamlMapping mapping() {
    return as(
        "a mapping of keys to values",
        YamlMapping.standIn(problems, place),
        value ->
            value instanceof MappingNode found
                ? Optional.of(problems.mapping(found, place))
                : Optional.empty());
  }

  /** Any value at all, as the JSON it stands for; numbers stay exact. */
  public JsonNode json() {
    return node == null
        ? as("a value", JsonNodeFactory.instance.nullNode(), _ -> Optional.empty())
        : YamlJson.of(node);
  }

  /**
   * Notes a problem that only the caller can see; {@code sentence} says what would be right
   * instead.
   */
  public void problem(String sentence) {
    problems.add(place, sentence);
  }

  /** Like {@link #problem}, of something that does not stop the file from being used. */
  public void warning(String sentence) {
    problems.warn(place, sentence);
  }

  private <T> T as(String wanted, T standIn, Function<Node, Optional<T>> reading) {
    if (node == null) {
      problem(name + " is missing; it has to be " + wanted);
      return standIn;
    }
    Optional<T> value = reading.apply(node);
    if (value.isEmpty()) {
      problem(name + " has to be " + wanted + Shown.instead(node));
    }
    return value.orElse(standIn);
  }

  private Optional<List<YamlValue>> items(Node value) {
    if (!(value instanceof SequenceNode list)) {
      return Optional.empty();
    }
    List<YamlValue> items = new ArrayList<>();
    for (Node item : list.getValue()) {
      String itemName = "item " + (items.size() + 1) + " of " + name;
      items.add(new YamlValue(problems, itemName, Place.of(item.getStartMark()), item));
    }
    return Optional.of(items);
  }

  private static Optional<String> scalar(Node node, Tag tag) {
    return node instanceof ScalarNode scalar && scalar.getTag().equals(tag)
        ? Optional.of(scalar.getValue())
        : Optional.empty();
  }

  private static Optional<LocalDate> day(String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  private static <C extends Comparable<C>> boolean within(C value, C min, C max) {
    return value.compareTo(min) >= 0 && value.compareTo(max) <= 0;
  }
}
