package dev.signalbox.eval.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.eval.golden.GoldenCase;
import dev.signalbox.eval.golden.GoldenSuite;
import dev.signalbox.eval.grade.FieldMatchGrader;
import dev.signalbox.eval.grade.WeightedGrader;
import dev.signalbox.eval.run.EvalRun;
import dev.signalbox.eval.run.FakeRouter;
import dev.signalbox.eval.run.FakeRunStore;
import dev.signalbox.eval.run.SuiteRunner;
import dev.signalbox.router.RoutedCall.Result;
import dev.signalbox.router.UnknownTaskException;
import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.table.Target;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
final class ScheduledEvalsTest {
  private static final Instant TEN = Instant.parse("2030-01-01T10:00:00Z");
  private static final Target ACME = Target.of("acme", "acme-1");
  private static final Target OTHER = Target.of("other", "other-1");

  private final GoldenSuite suite = suite();
  private final FakeRunStore store = new FakeRunStore();
  private final AtomicReference<Instant> calendar = new AtomicReference<>(TEN);
  private final AtomicInteger asked = new AtomicInteger();
  private final List<EvalRun> told = Collections.synchronizedList(new ArrayList<>());

  @Test
  void runsEveryTargetOnceASlot() throws InterruptedException {
    ScheduledEvals evals = evals(target -> FakeRouter.says(target, "{\"n\": 1}"));

    assertThat(evals.runDue()).hasSize(2);
    assertThat(evals.runDue()).isEmpty();
    advance(Duration.ofMinutes(61));
    assertThat(evals.runDue()).hasSize(2);

    assertThat(store.runs())
        .extracting(run -> run.stream().target())
        .containsExactlyInAnyOrder(ACME.name(), OTHER.name(), ACME.name(), OTHER.name());
    assertThat(store.runs())
        .extracting(EvalRun::scheduledFor)
        .containsOnly(TEN, TEN.plus(Duration.ofHours(1)));
    assertThat(store.registered()).containsOnly(suite.version());
    assertThat(told).containsExactlyInAnyOrderElementsOf(store.runs());
  }

  @Test
  void doesNotMakeUpMissedSlotsButCountsThem() throws InterruptedException {
    ScheduledEvals evals = evals(target -> FakeRouter.says(target, "{\"n\": 1}"));
    evals.runDue();
    advance(Duration.ofHours(5));

    List<ScheduledRun> done = evals.runDue();

    assertThat(done)
        .extracting(ScheduledRun::slot)
        .containsOnly(new DueSlot(TEN.plus(Duration.ofHours(5)), 4));
    assertThat(store.runs()).hasSize(4);
  }

  @Test
  void reportsATargetThatCouldNotRunAndRunsTheOthers() throws InterruptedException {
    ScheduledEvals evals =
        evals(target -> {
          if (target.equals(ACME)) {
            throw new UnknownTaskException("counting", List.of("extraction"));
          }
          return FakeRouter.says(target, "{\"n\": 1}");
        });

    List<ScheduledRun> done = evals.runDue();

    assertThat(done.getFirst().end())
        .isInstanceOfSatisfying(
            ScheduledRun.Failed.class,
            failed -> assertThat(failed.reason()).contains("no task is named \"counting\""));
    assertThat(done.get(1).end()).isInstanceOf(ScheduledRun.Kept.class);
    assertThat(store.runs()).hasSize(1);
  }

  @Test
  void keepsARunThatIsAllMissing() throws InterruptedException {
    evals(_ -> new Result.Failed("the provider is down")).runDue();

    assertThat(store.runs()).hasSize(2);
  }

  @Test
  void dropsItsRunWhenAnotherProcessKeptThatSlotMeanwhile() throws InterruptedException {
    FakeRunStore shared = store;
    ScheduledEvals other = evals(target -> FakeRouter.says(target, "{\"n\": 1}"));
    AtomicInteger calls = new AtomicInteger();
    ScheduledEvals evals =
        evals(target -> {
          if (calls.getAndIncrement() == 0) {
            runDue(other);
          }
          return FakeRouter.says(target, "{\"n\": 2}");
        });

    assertThat(evals.runDue())
        .extracting(ScheduledRun::end)
        .anyMatch(ScheduledRun.KeptElsewhere.class::isInstance);
    assertThat(shared.runs()).hasSize(2);
    assertThat(told).hasSize(2);
  }

  @Test
  void neverRunsASuiteTwiceAtOnceAgainstOneTarget() throws Exception {
    CountDownLatch asking = new CountDownLatch(2);
    CountDownLatch answer = new CountDownLatch(1);
    ScheduledEvals evals =
        evals(target -> {
          asking.countDown();
          await(answer);
          return FakeRouter.says(target, "{\"n\": 1}");
        });
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<List<ScheduledRun>> first = threads.submit(evals::runDue);
      asking.await();

      assertThat(evals.runDue()).isEmpty();

      answer.countDown();
      assertThat(first.get()).hasSize(2);
    }
    assertThat(asked).hasValue(2);
  }

  @Test
  void keepsTheRunWhenWhatFollowsItFails() throws InterruptedException {
    ScheduledEvals evals =
        new ScheduledEvals(
            () -> List.of(new EvalSchedule(suite, List.of(ACME), Duration.ofHours(1))),
            store,
            runner(target -> FakeRouter.says(target, "{\"n\": 1}")),
            _ -> {
              throw new IllegalStateException("the watch has a bug");
            },
            calendar::get,
            1);

    assertThat(evals.runDue())
        .extracting(ScheduledRun::end)
        .hasOnlyElementsOfType(ScheduledRun.Kept.class);
    assertThat(store.runs()).hasSize(1);
  }

  private ScheduledEvals evals(Function<Target, Result> answering) {
    return new ScheduledEvals(
        () -> List.of(new EvalSchedule(suite, List.of(ACME, OTHER), Duration.ofHours(1))),
        store,
        runner(answering),
        told::add,
        calendar::get,
        2);
  }

  private SuiteRunner runner(Function<Target, Result> answering) {
    FakeRouter router =
        new FakeRouter((target, _) -> {
          asked.incrementAndGet();
          return answering.apply(target);
        });
    return new SuiteRunner(
        router, _ -> true, InstantSource.fixed(Instant.EPOCH), UUID::randomUUID, 1);
  }

  private void advance(Duration duration) {
    calendar.updateAndGet(now -> now.plus(duration));
  }

  private static GoldenSuite suite() {
    ChatRequest request = ChatRequest.of(Message.user("one"));
    GoldenCase only =
        GoldenCase.of("one", request, JsonMapper.shared().readTree("{\"n\": 1}"), false, Set.of());
    return GoldenSuite.of(
        "numbers",
        "counting",
        "Counts.",
        1,
        List.of(new WeightedGrader(new FieldMatchGrader(), 1)),
        List.of(only));
  }

  private static void runDue(ScheduledEvals evals) {
    try {
      evals.runDue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
