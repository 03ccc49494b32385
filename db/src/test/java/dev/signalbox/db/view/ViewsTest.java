package dev.signalbox.db.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.db.MigratedDatabase;
import dev.signalbox.db.view.Overview.TargetState;
import dev.signalbox.db.view.Overview.TaskState;
import dev.signalbox.router.catalog.Catalog;
import dev.signalbox.router.table.ActiveTable;
import dev.signalbox.router.table.RoutingTable;
import dev.signalbox.router.table.TableVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Reads the sample history through every view. */
final class ViewsTest {
  private static final Duration RECENT = Duration.ofMinutes(30);

  @RegisterExtension private static final MigratedDatabase DATABASE = new MigratedDatabase();

  private static Views views;

  @BeforeAll
  static void fill() {
    SampleHistory.insert(DATABASE.get());
    views = Views.over(DATABASE.get().jdbi(), Catalog.shipped());
  }

  private static TaskState task() {
    return overview(SampleHistory.table()).tasks().getFirst();
  }

  private static Overview overview(ActiveTable table) {
    return views.overview().read(table, Instant.now(), RECENT, 72);
  }

  private static TargetState target(String name) {
    return task().targets().stream()
        .filter(target -> target.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void ordersTargetsAsTheRouteDoes() {
    assertThat(task().name()).isEqualTo(SampleHistory.TASK);
    assertThat(task().targets())
        .extracting(TargetState::name)
        .containsExactly(
            SampleHistory.DOWN_FOR_A_WHILE, SampleHistory.FELL, SampleHistory.NEW_REVISION);
    assertThat(task().targets())
        .extracting(target -> target.position().getAsInt())
        .containsExactly(1, 2, 3);
    assertThat(task().targets()).allMatch(TargetState::simulated);
  }

  @Test
  void keepsShowingTargetsThatLeftTheRoute() {
    ActiveTable full = SampleHistory.table();
    var task = full.table().task(SampleHistory.TASK).orElseThrow();
    ActiveTable shorter =
        new ActiveTable(
            new TableVersion(2, "h"),
            new RoutingTable(List.of(task.change().route(List.of(task.primary())).build())));

    List<TargetState> targets = overview(shorter).tasks().getFirst().targets();

    assertThat(targets).hasSize(3);
    assertThat(targets.getFirst().name()).isEqualTo(SampleHistory.DOWN_FOR_A_WHILE);
    assertThat(targets.subList(1, 3)).allMatch(target -> target.position().isEmpty());
  }

  @Test
  void pools24RunsIntoTheQualityOfATarget() {
    TargetState fell = target(SampleHistory.FELL);
    List<RunPoint> latest = fell.series().subList(fell.series().size() - 24, fell.series().size());
    long passed = latest.stream().mapToLong(RunPoint::passed).sum();
    long scored = latest.stream().mapToLong(RunPoint::scored).sum();

    assertThat(scored).isEqualTo(24 * 60);
    assertThat(fell.quality()).contains(Interval.wilson(passed, scored));
    assertThat(fell.quality().orElseThrow().high())
        .isLessThan(target(SampleHistory.NEW_REVISION).quality().orElseThrow().low());
  }

  @Test
  void givesTheLatestRunsOldestFirst() {
    List<RunPoint> series = target(SampleHistory.FELL).series();

    assertThat(series).hasSize(72);
    assertThat(series).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
    assertThat(series.getLast().at()).isEqualTo(Instant.parse("2026-03-05T17:00:00Z"));
  }

  @Test
  void tellsRunsWithoutEnoughAnswersFromBadOnes() {
    List<RunPoint> series = target(SampleHistory.DOWN_FOR_A_WHILE).series();

    assertThat(series.stream().filter(RunPoint::isGap)).hasSize(6);
    assertThat(series.stream().filter(RunPoint::isGap)).allMatch(run -> run.missing() == 54);
    assertThat(target(SampleHistory.DOWN_FOR_A_WHILE).quality().orElseThrow().share())
        .isGreaterThan(0.95);
  }

  @Test
  void sharesTrafficAmongTheTargetsThatAnswered() {
    double openai = share(SampleHistory.DOWN_FOR_A_WHILE);
    double anthropic = share(SampleHistory.FELL);

    assertThat(openai + anthropic).isCloseTo(1, within(1e-9));
    assertThat(anthropic).isCloseTo(34.0 / 200, within(1e-9));
    assertThat(task().traffic()).isEqualTo(new Overview.Traffic(200, 200, 0, 34));
    assertThat(target(SampleHistory.NEW_REVISION).calls()).isEmpty();
  }

  private static double share(String target) {
    return target(target).calls().orElseThrow().trafficShare().orElseThrow();
  }

  @Test
  void countsFailuresAgainstTheTargetThatFailed() {
    Overview.Calls openai = target(SampleHistory.DOWN_FOR_A_WHILE).calls().orElseThrow();

    assertThat(openai.attempts()).isEqualTo(200);
    assertThat(openai.failed()).isEqualTo(34);
    assertThat(openai.errorShare()).isCloseTo(0.17, within(1e-9));
    assertThat(openai.p50Ms().getAsDouble()).isBetween(180.0, openai.p95Ms().getAsDouble());
    assertThat(openai.costPerThousand().orElseThrow()).isEqualByComparingTo("0.34");
  }

  @Test
  void leavesOutCallsFromBeforeTheWindow() {
    Overview later =
        views
            .overview()
            .read(SampleHistory.table(), Instant.now().plus(Duration.ofDays(1)), RECENT, 72);

    assertThat(later.tasks().getFirst().traffic()).isEqualTo(Overview.Traffic.NONE);
    assertThat(later.tasks().getFirst().targets()).allMatch(state -> state.calls().isEmpty());
  }

  @Test
  void saysHowFarBackItsCallsReach() {
    assertThat(overview(SampleHistory.table()).recent())
        .as("to the beginning of the hour")
        .isBetween(RECENT, RECENT.plusHours(1));
  }

  @Test
  void putsAnAlertAtItsTarget() {
    assertThat(target(SampleHistory.FELL).alert().map(AlertSummary::id))
        .contains(SampleHistory.ALERT);
    assertThat(target(SampleHistory.DOWN_FOR_A_WHILE).alert()).isEmpty();
    assertThat(overview(SampleHistory.table()).alerts()).hasSize(1);
  }

  @Test
  void readsASeriesForEveryTargetWithLatencyAndCost() {
    TaskSeries series =
        views.tasks().read(SampleHistory.table(), SampleHistory.TASK, Duration.ofDays(7));

    assertThat(series.targets()).hasSize(3);
    assertThat(series.targets()).allMatch(target -> target.runs().size() == 90);
    assertThat(series.from()).contains(Instant.parse("2026-03-02T00:00:00Z"));
    assertThat(series.to()).contains(Instant.parse("2026-03-05T17:00:00Z"));
    RunPoint run = series.targets().getFirst().runs().getFirst();
    assertThat(run.p95LatencyMs().getAsDouble()).isBetween(620.0, 1_100.0);
    assertThat(run.costPerCase().orElseThrow().doubleValue()).isBetween(0.00025, 0.00037);
    assertThat(series.alerts()).extracting(AlertSummary::id).containsExactly(SampleHistory.ALERT);
  }

  @Test
  void cutsASeriesToItsRange() {
    TaskSeries day =
        views.tasks().read(SampleHistory.table(), SampleHistory.TASK, Duration.ofHours(24));

    assertThat(day.targets()).allMatch(target -> target.runs().size() == 24);
  }

  @Test
  void readsNothingForATaskWithoutRuns() {
    TaskSeries none = views.tasks().read(SampleHistory.table(), "no-such-task", RECENT);

    assertThat(none.from()).isEmpty();
    assertThat(none.targets()).isEmpty();
  }

  @Test
  void readsTheSeriesAroundAnAlertsChange() {
    AlertSummary alert = views.alerts().find(SampleHistory.ALERT).orElseThrow().summary();

    TaskSeries series = views.tasks().around(alert, Duration.ofHours(5));

    assertThat(series.targets())
        .extracting(TaskSeries.TargetSeries::name)
        .containsExactly(SampleHistory.FELL);
    assertThat(series.targets().getFirst().runs()).hasSize(11);
  }

  @Test
  void showsAnAlertWithItsCasesWorstFirst() {
    AlertDetail detail = views.alerts().find(SampleHistory.ALERT).orElseThrow();

    assertThat(detail.summary().target()).isEqualTo(SampleHistory.FELL);
    assertThat(detail.summary().flipped()).isEqualTo(8);
    assertThat(detail.cases()).hasSize(8);
    assertThat(detail.cases().getFirst().caseId()).isEqualTo("case-001");
    assertThat(detail.cases().getFirst().expected()).contains("INV-2026-01");
    assertThat(detail.cases().getFirst().prompt().orElseThrow()).startsWith("Read this invoice.");
    assertThat(detail.changes()).isEmpty();
    assertThat(views.alerts().list()).hasSize(1);
    assertThat(views.alerts().unresolved()).isEqualTo(1);
    assertThat(views.alerts().find(UUID.randomUUID())).isEmpty();
  }

  @Test
  void pagesThroughEveryCallOnceAndNewestFirst() {
    Set<UUID> seen = new HashSet<>();
    Optional<UUID> after = Optional.empty();
    Instant before = Instant.MAX;
    int pages = 0;
    do {
      CallList page = views.calls().list(CallFilter.ANY, after, CallView.PAGE);
      for (CallList.Row call : page.calls()) {
        assertThat(call.startedAt()).isBeforeOrEqualTo(before);
        assertThat(seen.add(call.id())).isTrue();
        before = call.startedAt();
      }
      after = page.next();
      pages++;
    } while (after.isPresent() && pages < 100);

    assertThat(seen).hasSize(300);
    assertThat(pages).isEqualTo(6);
  }

  @Test
  void filtersCallsByEachOfTheirSides() {
    assertThat(ids(filter(SampleHistory.OTHER_TASK, null, null, null))).hasSize(50);
    assertThat(found(filter(null, null, "failed", null)))
        .hasSize(1)
        .allMatch(call -> call.provider().isEmpty());
    assertThat(ids(filter(null, "anthropic", null, null))).hasSize(50);
    assertThat(ids(filter(null, null, null, "eval"))).isEmpty();
    assertThat(ids(filter(SampleHistory.OTHER_TASK, "anthropic", "answered", "traffic")))
        .hasSize(16);
  }

  private static List<UUID> ids(CallFilter filter) {
    return found(filter).stream().map(CallList.Row::id).toList();
  }

  private static List<CallList.Row> found(CallFilter filter) {
    return views.calls().list(filter, Optional.empty(), CallView.PAGE).calls();
  }

  private static CallFilter filter(
      @Nullable String task,
      @Nullable String provider,
      @Nullable String result,
      @Nullable String origin) {
    CallFilter any = CallFilter.ANY;
    return new CallFilter(
        Optional.ofNullable(task),
        Optional.ofNullable(provider),
        any.model(),
        any.revision(),
        Optional.ofNullable(result),
        Optional.ofNullable(origin),
        any.promptVersion(),
        any.key(),
        any.user(),
        any.tag(),
        any.slowerThanMs(),
        any.fasterThanMs(),
        any.dearerThanUsd(),
        any.cheaperThanUsd(),
        any.from(),
        any.to(),
        any.text());
  }

  @Test
  void showsACallWithItsAttemptsInOrder() {
    UUID failed = ids(filter(null, null, "failed", null)).getFirst();

    CallDetail detail = views.calls().find(failed).orElseThrow();

    assertThat(detail.attempts())
        .extracting(CallDetail.Attempt::target)
        .containsExactly(SampleHistory.DOWN_FOR_A_WHILE, SampleHistory.FELL);
    assertThat(detail.attempts().getFirst().fault()).contains("unreachable");
    assertThat(detail.attempts().getLast().status()).hasValue(529);
    assertThat(detail.request().orElseThrow().messages())
        .extracting(StoredRequest.Message::role)
        .containsExactly("system", "user");
    assertThat(detail.request().orElseThrow().settings())
        .containsExactly("JSON schema answer, strict", "temperature 0.0");
    assertThat(detail.decision().candidates())
        .containsExactly(SampleHistory.DOWN_FOR_A_WHILE, SampleHistory.FELL);
    assertThat(detail.decision().skipped())
        .containsExactly(
            new StoredDecision.Skip(
                SampleHistory.NEW_REVISION, "no key is configured for the provider"));
    assertThat(views.calls().find(UUID.randomUUID())).isEmpty();
  }
}
