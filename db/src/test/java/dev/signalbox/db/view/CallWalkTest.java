package dev.signalbox.db.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.db.MigratedDatabase;
import dev.signalbox.db.calllog.MadeCall;
import dev.signalbox.db.calllog.StoredCalls;
import dev.signalbox.router.RoutedCall;
import dev.signalbox.router.catalog.Catalog;
import dev.signalbox.router.table.LogRule;
import dev.signalbox.router.time.Ticker;
import dev.signalbox.router.time.TimeOrderedUuid;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks through the log page by page: no call is lost, none comes twice, no page lets wait. */
final class CallWalkTest {
  private static final Instant FIRST = Instant.parse("2026-03-01T08:00:00Z");
  private static final LogRule SEARCHABLE = new LogRule(LogRule.Keep.FULL, false, true);
  private static final int MANY = 2_500;

  @RegisterExtension private static final MigratedDatabase DATABASE = new MigratedDatabase();

  @BeforeEach
  void empty() {
    DATABASE.execute(
        "truncate call_log, call_attempt, call_payload, call_tag, call_text, call_hour,"
            + " attempt_hour, call_spend");
  }

  /** Has looked long enough whenever it is asked. */
  private static CallView impatient() {
    AtomicLong now = new AtomicLong();
    return view(() -> now.addAndGet(Duration.ofSeconds(1).toNanos()));
  }

  private static CallView patient() {
    return view(() -> 0);
  }

  private static CallView view(Ticker ticker) {
    return new CallView(new Snapshot(DATABASE.get().jdbi()), Catalog.shipped(), ticker);
  }

  private static MadeCall call(int second) {
    return MadeCall.at(FIRST.plusSeconds(second));
  }

  private static List<RoutedCall> stored(Stream<MadeCall> calls) {
    List<RoutedCall> built = calls.map(MadeCall::build).toList();
    StoredCalls.store(DATABASE.get(), SEARCHABLE, built.toArray(RoutedCall[]::new));
    return built;
  }

  @Test
  void seesEveryCallOnceThoughOthersArriveMeanwhile() {
    List<RoutedCall> there = stored(IntStream.range(0, 500).mapToObj(CallWalkTest::call));
    List<RoutedCall> late = new ArrayList<>();

    Walk walk =
        Walk.through(
            patient(),
            CallFilter.ANY,
            37,
            next -> {
              Instant reached = TimeOrderedUuid.momentOf(next);
              late.addAll(stored(Stream.of(MadeCall.at(reached.minusMillis(1)))));
              stored(Stream.of(MadeCall.at(reached.plusMillis(1)), call(1_000)));
            });

    assertThat(late).as("calls that arrive where the walk has not been yet").hasSize(13);
    assertThat(walk.ids())
        .isEqualTo(Walk.newestFirst(Stream.concat(there.stream(), late.stream()).toList()));
  }

  @Test
  void endsWithTheLastFullPage() {
    stored(IntStream.range(0, 100).mapToObj(CallWalkTest::call));

    assertThat(Walk.through(patient(), CallFilter.ANY, 50).sizes()).containsExactly(50, 50);
    assertThat(Walk.through(patient(), CallFilter.ANY, 99).sizes()).containsExactly(99, 1);
    assertThat(patient().list(CallFilter.ANY, Optional.empty(), 100).next()).isEmpty();
  }

  @Test
  void findsNothingInAnEmptyLog() {
    assertThat(patient().list(CallFilter.ANY, Optional.empty(), 50))
        .isEqualTo(new CallList(List.of(), Optional.empty()));
  }

  /** Filters that each lead along another index. */
  private static List<CallFilter> ways() {
    return List.of(
        dear("", ""),
        dear("task", "extract"),
        dear("user", "ada"),
        dear("key", "shop"),
        dear("promptVersion", "v1"),
        dear("tag", "urgent"),
        dear("result", "cut"),
        dear("text", "invoice"));
  }

  private static CallFilter dear(String side, String wanted) {
    return filter(side, wanted, Optional.of(new BigDecimal("5")));
  }

  /**
   * Asks of one side, and how dear a call has to be.
   *
   * @param side as {@link CallFilter} names it; another asks of none
   */
  private static CallFilter filter(String side, String wanted, Optional<BigDecimal> dearerThanUsd) {
    Function<String, Optional<String>> asked =
        name -> name.equals(side) ? Optional.of(wanted) : Optional.empty();
    return new CallFilter(
        asked.apply("task"),
        asked.apply("provider"),
        asked.apply("model"),
        asked.apply("revision"),
        asked.apply("result"),
        asked.apply("origin"),
        asked.apply("promptVersion"),
        asked.apply("key"),
        asked.apply("user"),
        asked.apply("tag"),
        Optional.empty(),
        Optional.empty(),
        dearerThanUsd,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        asked.apply("text"));
  }

  /** All lie on every way; the three oldest are dear. */
  private static List<RoutedCall> threeDearAmongMany() {
    return stored(
        IntStream.range(0, MANY)
            .mapToObj(second ->
                call(second)
                    .user("ada")
                    .key("shop")
                    .promptVersion("v1")
                    .tags("urgent")
                    .asking("Read this invoice.")
                    .brokeOff("openai", "gpt-4o", "It is", second < 3 ? "7" : "0.01")));
  }

  @Test
  void givesUpForNowAndLosesNothing() {
    List<UUID> dear = Walk.newestFirst(threeDearAmongMany().subList(0, 3));

    for (CallFilter way : ways()) {
      Walk walk = Walk.through(impatient(), way, 50);

      assertThat(walk.sizes()).as("pages by %s", way).startsWith(0, 0);
      assertThat(walk.ids()).as("by %s", way).isEqualTo(dear);
      assertThat(Walk.through(patient(), way, 50).sizes()).as("by %s", way).containsExactly(3);
    }
  }

  @Test
  void goesOnInTheMiddleOfWhatItHadLookedAt() {
    List<UUID> dear = Walk.newestFirst(threeDearAmongMany().subList(0, 3));

    for (CallFilter way : ways()) {
      Walk walk = Walk.through(impatient(), way, 2);

      assertThat(walk.sizes()).as("pages by %s", way).startsWith(0, 0).contains(2);
      assertThat(walk.ids()).as("by %s", way).isEqualTo(dear);
    }
  }

  /** Sides of calls that the rollups know. */
  private static List<List<String>> known() {
    return List.of(
        List.of("task", "rare"),
        List.of("provider", "anthropic"),
        List.of("model", "claude-haiku-4-5"),
        List.of("revision", "claude-haiku-4-5-may"),
        List.of("result", "answered"),
        List.of("origin", "eval"));
  }

  @ParameterizedTest
  @MethodSource("known")
  void findsAtOnceWhatOnlyHappenedLongAgo(List<String> side) {
    MadeCall old =
        call(0)
            .task("rare")
            .ofEval()
            .revision("claude-haiku-4-5-may")
            .answered("anthropic", "claude-haiku-4-5", "0.01");
    stored(Stream.of(old));
    stored(
        IntStream.range(4_000, 4_000 + MANY)
            .mapToObj(second -> call(second).brokeOff("openai", "gpt-4o", "It is", "0.01")));

    CallList page =
        impatient()
            .list(filter(side.getFirst(), side.getLast(), Optional.empty()), Optional.empty(), 50);

    assertThat(page.calls()).extracting(CallList.Row::id).containsExactly(old.id());
    assertThat(page.next()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("known")
  void saysAtOnceThatThereIsNone(List<String> side) {
    stored(
        IntStream.range(0, MANY)
            .mapToObj(second -> call(second).brokeOff("openai", "gpt-4o", "It is", "0.01")));

    assertThat(
            impatient()
                .list(
                    filter(side.getFirst(), side.getLast(), Optional.empty()),
                    Optional.empty(),
                    50))
        .isEqualTo(new CallList(List.of(), Optional.empty()));
  }
}
