package dev.signalbox.db.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.db.MigratedDatabase;
import dev.signalbox.db.calllog.StoredCalls;
import dev.signalbox.router.Origin;
import dev.signalbox.router.RoutedCall;
import dev.signalbox.router.RoutedCall.Result;
import dev.signalbox.router.catalog.Catalog;
import dev.signalbox.router.chat.Attribution;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.table.LogRule;
import dev.signalbox.router.table.Target;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares what a search finds with what a loop over the calls themselves finds. */
final class CallSearchTest {
  private static final int PAGE = 200;
  private static final String SEARCHABLE = "summarize";

  @RegisterExtension private static final MigratedDatabase DATABASE = new MigratedDatabase();

  private static final List<RoutedCall> CALLS = ScatteredCalls.all();
  private static final Instant SOME_CALL = CALLS.get(700).startedAt();

  private static CallView view;

  @BeforeAll
  static void fill() {
    StoredCalls.store(
        DATABASE.get(),
        new LogRule(LogRule.Keep.FULL, false, true),
        those(call -> call.task().equals(SEARCHABLE)));
    StoredCalls.store(DATABASE.get(), those(call -> !call.task().equals(SEARCHABLE)));
    view = Views.over(DATABASE.get().jdbi(), Catalog.shipped()).calls();
  }

  private static RoutedCall[] those(Predicate<RoutedCall> wanted) {
    return CALLS.stream().filter(wanted).toArray(RoutedCall[]::new);
  }

  /**
   * What a filter asks of one side, and of which calls that holds.
   *
   * @param side as {@link CallFilter} names it
   */
  record Condition(String side, Object wanted, Predicate<RoutedCall> holds) {
    @Override
    public String toString() {
      return side + " = " + wanted;
    }
  }

  private static List<Condition> conditions() {
    return List.of(
        new Condition("task", "extract", call -> call.task().equals("extract")),
        new Condition("task", SEARCHABLE, call -> call.task().equals(SEARCHABLE)),
        new Condition(
            "provider", "openai", call -> is(target(call).map(Target::provider), "openai")),
        new Condition("model", "gpt-4o", call -> is(target(call).map(Target::model), "gpt-4o")),
        new Condition("revision", "gpt-4o-june", call -> is(revision(call), "gpt-4o-june")),
        new Condition("result", "answered", call -> call.result() instanceof Result.Answered),
        new Condition("result", "rejected", call -> call.result() instanceof Result.Rejected),
        new Condition("result", "cut", call -> call.result() instanceof Result.Cut),
        new Condition("result", "failed", call -> call.result() instanceof Result.Failed),
        new Condition("origin", "eval", call -> call.origin() == Origin.EVAL),
        new Condition("promptVersion", "v2", call -> is(whose(call).promptVersion(), "v2")),
        new Condition("key", "shop", call -> is(whose(call).key(), "shop")),
        new Condition("user", "zoë", call -> is(whose(call).user(), "zoë")),
        new Condition("tag", "urgent", call -> whose(call).tags().contains("urgent")),
        new Condition("slowerThanMs", 1500.0, call -> call.took().compareTo(ms(1500)) > 0),
        new Condition("fasterThanMs", 1500.0, call -> call.took().compareTo(ms(1500)) < 0),
        new Condition("dearerThanUsd", usd("0.02"), call -> costs(call, "0.02") > 0),
        new Condition("cheaperThanUsd", usd("0.020"), call -> costs(call, "0.02") < 0),
        new Condition("from", SOME_CALL, call -> !call.startedAt().isBefore(SOME_CALL)),
        new Condition("to", SOME_CALL, call -> call.startedAt().isBefore(SOME_CALL)),
        new Condition("text", "FOX", call -> says(call, "fox")),
        new Condition("text", "\"brown fox\"", call -> says(call, "brown fox")),
        new Condition("text", "fox -quick", call -> says(call, "fox") && !says(call, "quick")),
        new Condition("text", "zebras or dog", call -> says(call, "zebras") || says(call, "dog")));
  }

  private static boolean is(Optional<String> side, String wanted) {
    return side.filter(wanted::equals).isPresent();
  }

  private static Attribution whose(RoutedCall call) {
    return call.request().attribution();
  }

  private static Duration ms(long millis) {
    return Duration.ofMillis(millis);
  }

  private static BigDecimal usd(String amount) {
    return new BigDecimal(amount);
  }

  private static int costs(RoutedCall call, String amount) {
    return call.costUsd().compareTo(usd(amount));
  }

  private static Optional<Target> target(RoutedCall call) {
    return switch (call.result()) {
      case Result.Answered(Target target, _, _) -> Optional.of(target);
      case Result.Rejected(Target target, _, _) -> Optional.of(target);
      case Result.Cut _, Result.Failed _ -> Optional.empty();
    };
  }

  private static Optional<Reply> reply(RoutedCall call) {
    return switch (call.result()) {
      case Result.Answered(_, Reply reply, _) -> Optional.of(reply);
      case Result.Cut(Reply seen, _) -> Optional.of(seen);
      case Result.Rejected _, Result.Failed _ -> Optional.empty();
    };
  }

  private static Optional<String> revision(RoutedCall call) {
    return reply(call).map(reply -> reply.served().label());
  }

  private static boolean says(RoutedCall call, String words) {
    String said =
        call.request().messages().getLast().text() + " " + reply(call).map(Reply::text).orElse("");
    return call.task().equals(SEARCHABLE) && said.toLowerCase(Locale.ROOT).contains(words);
  }

  private static CallFilter filter(Condition... conditions) {
    Map<String, Object> sides = new HashMap<>();
    for (Condition condition : conditions) {
      sides.put(condition.side(), condition.wanted());
    }
    return new CallFilter(
        side(sides, "task", String.class),
        side(sides, "provider", String.class),
        side(sides, "model", String.class),
        side(sides, "revision", String.class),
        side(sides, "result", String.class),
        side(sides, "origin", String.class),
        side(sides, "promptVersion", String.class),
        side(sides, "key", String.class),
        side(sides, "user", String.class),
        side(sides, "tag", String.class),
        side(sides, "slowerThanMs", Double.class),
        side(sides, "fasterThanMs", Double.class),
        side(sides, "dearerThanUsd", BigDecimal.class),
        side(sides, "cheaperThanUsd", BigDecimal.class),
        side(sides, "from", Instant.class),
        side(sides, "to", Instant.class),
        side(sides, "text", String.class));
  }

  private static <T> Optional<T> side(Map<String, Object> sides, String name, Class<T> type) {
    return Optional.ofNullable(sides.get(name)).map(type::cast);
  }

  @Test
  void isAskedForEverySideThatAFilterHas() {
    Set<String> asked = conditions().stream().map(Condition::side).collect(Collectors.toSet());

    assertThat(Arrays.stream(CallFilter.class.getRecordComponents()).map(RecordComponent::getName))
        .containsExactlyInAnyOrderElementsOf(asked);
  }

  @Test
  void findsEveryCallWhenNothingIsAsked() {
    assertThat(Walk.through(view, CallFilter.ANY, PAGE).ids())
        .hasSize(ScatteredCalls.CALLS)
        .isEqualTo(Walk.newestFirst(CALLS));
  }

  @ParameterizedTest
  @MethodSource("conditions")
  void findsWhatIsAskedOfOneSide(Condition condition) {
    List<RoutedCall> meant = CALLS.stream().filter(condition.holds()).toList();

    assertThat(meant).as("calls of which it holds").hasSizeBetween(20, ScatteredCalls.CALLS - 20);
    assertThat(Walk.through(view, filter(condition), PAGE).ids())
        .isEqualTo(Walk.newestFirst(meant));
  }

  @Test
  void findsWhatIsAskedOfTwoSides() {
    for (Condition one : conditions()) {
      for (Condition other : conditions()) {
        if (one.side().compareTo(other.side()) < 0) {
          List<RoutedCall> meant = CALLS.stream().filter(one.holds().and(other.holds())).toList();

          assertThat(Walk.through(view, filter(one, other), PAGE).ids())
              .as("%s and %s", one, other)
              .isEqualTo(Walk.newestFirst(meant));
        }
      }
    }
  }
}
