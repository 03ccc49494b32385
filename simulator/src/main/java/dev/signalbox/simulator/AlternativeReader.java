package dev.signalbox.simulator;

import dev.signalbox.simulator.wire.Trouble;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads one of the records of a sealed interface: {@code {"kind": "stalled", "after_pieces": 2}}.
 * Names are those of the records and of their components, in lower case with underscores, so that a
 * new fault can be written in a scenario without another word.
 */
final class AlternativeReader {
  private static final Pattern CAPITAL = Pattern.compile("(?<=.)([A-Z])");

  /** For components that may be left out, by name. */
  private static final Map<String, Object> USUAL =
      Map.of("afterPieces", 1, "advice", Trouble.Advice.USUAL);

  private AlternativeReader() {}

  /**
   * @throws InvalidScenarioException when the place holds none of them
   */
  static <T> T read(Class<T> sealed, JsonPlace place) {
    Map<String, Class<?>> kinds = new TreeMap<>();
    records(sealed).forEach(kind -> kinds.put(snakeCase(kind.getSimpleName()), kind));
    JsonPlace name = place.needed("kind");
    Class<?> kind = kinds.get(name.text());
    if (kind == null) {
      throw name.problem("there is no such kind, only " + String.join(", ", kinds.keySet()));
    }
    return sealed.cast(record(kind, place));
  }

  /** The name of an alternative. */
  static String kind(Object alternative) {
    return snakeCase(alternative.getClass().getSimpleName());
  }

  private static Stream<Class<?>> records(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(AlternativeReader::records)
        : Stream.<Class<?>>of(type).filter(Class::isRecord);
  }

  private static Object record(Class<?> kind, JsonPlace place) {
    RecordComponent[] components = kind.getRecordComponents();
    List<String> fields = new ArrayList<>(List.of("kind"));
    Arrays.stream(components).map(one -> snakeCase(one.getName())).forEach(fields::add);
    place.allowOnly(fields);
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] values = Arrays.stream(components).map(one -> component(one, place)).toArray();
    try {
      return kind.getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException e) {
      Throwable refusal = Objects.requireNonNull(e.getCause());
      throw place.problem(Objects.requireNonNull(refusal.getMessage()));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record without its own constructor: " + kind, e);
    }
  }

  private static Object component(RecordComponent component, JsonPlace place) {
    String field = snakeCase(component.getName());
    Optional<JsonPlace> given = place.field(field);
    if (given.isEmpty() && USUAL.containsKey(component.getName())) {
      return USUAL.get(component.getName());
    }
    return value(component.getType(), given.orElseGet(() -> place.needed(field)));
  }

  private static Object value(Class<?> type, JsonPlace place) {
    if (type == Duration.class) {
      return duration(place);
    }
    if (type == int.class) {
      return place.count();
    }
    if (type == double.class && place.node().isNumber()) {
      return place.node().doubleValue();
    }
    if (type == boolean.class && place.node().isBoolean()) {
      return place.node().booleanValue();
    }
    if (type == URI.class) {
      return URI.create(place.text());
    }
    if (type == Trouble.class) {
      return place.node().isString()
          ? constant(Trouble.Refusal.class, place)
          : read(Trouble.class, place);
    }
    if (type.isEnum()) {
      return constant(type, place);
    }
    throw place.problem("a " + type.getSimpleName() + " is needed here");
  }

  static Duration duration(JsonPlace place) {
    try {
      return Duration.parse(place.text());
    } catch (DateTimeParseException _) {
      throw place.problem("a duration like \"PT30S\" or \"PT1M30S\" is needed here");
    }
  }

  private static Object constant(Class<?> type, JsonPlace place) {
    Map<String, Object> constants = new TreeMap<>();
    for (Object constant : type.getEnumConstants()) {
      constants.put(constant.toString().toLowerCase(Locale.ROOT), constant);
    }
    return Optional.ofNullable(constants.get(place.text()))
        .orElseThrow(() ->
            place.problem("one of " + String.join(", ", constants.keySet()) + " is needed here"));
  }

  private static String snakeCase(String name) {
    return CAPITAL.matcher(name).replaceAll("_$1").toLowerCase(Locale.ROOT);
  }
}
