package dev.signalbox.eval.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.eval.golden.GoldenCase;
import dev.signalbox.eval.golden.GoldenSuite;
import dev.signalbox.eval.grade.CaseAnswer;
import dev.signalbox.eval.grade.FieldMatchGrader;
import dev.signalbox.eval.grade.Grade;
import dev.signalbox.eval.grade.Grader;
import dev.signalbox.eval.grade.LatencyGrader;
import dev.signalbox.eval.grade.WeightedGrader;
import dev.signalbox.eval.series.StreamKey;
import dev.signalbox.router.RoutedCall.Result;
import dev.signalbox.router.UnknownTaskException;
import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.table.Target;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
final class SuiteRunnerTest {
  private static final Instant NOW = Instant.parse("2026-05-01T10:00:03Z");
  private static final Instant SLOT = Instant.parse("2030-01-01T07:00:00Z");
  private static final Target TARGET = Target.of("acme", "acme-1");

  private final GoldenSuite suite = suite(4, new FieldMatchGrader());
  private final Queue<String> asked = new ConcurrentLinkedQueue<>();

  @Test
  void gradesEveryAnswerInTheOrderOfTheSuite() throws InterruptedException {
    EvalRun run =
        run(
            suite,
            prompt -> FakeRouter.says(TARGET, prompt.equals("2") ? "{\"n\": 7}" : right(prompt)));

    assertThat(run.stream())
        .isEqualTo(new StreamKey("counting", "acme", "acme-1", "numbers", suite.graderVersion()));
    assertThat(run.suiteVersion()).isEqualTo(suite.version());
    assertThat(run.table()).isEqualTo(FakeRouter.TABLE);
    assertThat(run.simulated()).isTrue();
    assertThat(run.scheduledFor()).isEqualTo(SLOT);
    assertThat(run.startedAt()).isEqualTo(NOW);
    assertThat(run.results())
        .extracting(CaseResult::caseId)
        .containsExactly("c0", "c1", "c2", "c3");
    assertThat(answers(run))
        .extracting(CaseResult.Answered::passed)
        .containsExactly(true, true, false, true);
    CaseResult.Answered third = answers(run).get(2);
    assertThat(third.text()).isEqualTo("{\"n\": 7}");
    assertThat(third.revision()).isEqualTo("acme-1-2026");
    assertThat(third.costUsd()).hasValue(new BigDecimal("0.0021"));
    assertThat(third.grades())
        .containsEntry(
            "field_match", new Grade.Scored(0, "1 of 1 fields differ: n: expected 2, got 7"));
  }

  @Test
  void takesTheLatencyOfTheExchangeThatAnsweredAndNotOfTheWholeCall() throws InterruptedException {
    EvalRun run = run(suite, prompt -> FakeRouter.says(TARGET, right(prompt)));

    assertThat(answers(run))
        .extracting(CaseResult.Answered::latency)
        .containsOnly(Duration.ofMillis(800));
  }

  @Test
  void asksAFailedCaseOnceMoreAfterAllOthers() throws InterruptedException {
    Set<String> failedBefore = ConcurrentHashMap.newKeySet();
    EvalRun run =
        run(
            suite,
            prompt ->
                prompt.equals("0") && failedBefore.add(prompt)
                    ? new Result.Failed("the provider was overloaded")
                    : FakeRouter.says(TARGET, right(prompt)));

    assertThat(asked).hasSize(5);
    assertThat(new ArrayList<>(asked).getLast()).isEqualTo("0");
    assertThat(answers(run)).hasSize(4).allMatch(CaseResult.Answered::passed);
  }

  @Test
  void leavesACaseMissingThatFailsTwice() throws InterruptedException {
    EvalRun run =
        run(
            suite,
            prompt ->
                prompt.equals("1")
                    ? new Result.Failed("no connection")
                    : FakeRouter.says(TARGET, right(prompt)));

    assertThat(run.results().get(1).ending()).isEqualTo(new CaseResult.Missing("no connection"));
    assertThat(answers(run)).hasSize(3);
    assertThat(asked.stream().filter("1"::equals)).hasSize(2);
  }

  @Test
  void saysThatATargetIsSimulatedEvenIfNobodyAsked() throws InterruptedException {
    assertThat(run(suite, _ -> new Result.Failed("the breaker is open")).simulated()).isTrue();
  }

  @Test
  void countsARefusedRequestAsMissingAndDoesNotAskAgain() throws InterruptedException {
    EvalRun run = run(suite, _ -> new Result.Rejected(TARGET, 400, "unsupported schema"));

    assertThat(run.results())
        .extracting(CaseResult::ending)
        .containsOnly(
            new CaseResult.Missing("the provider refused the request (400): unsupported schema"));
    assertThat(asked).hasSize(4);
  }

  @Test
  void weighsTheGradersThatCount() throws InterruptedException {
    GoldenSuite weighed =
        GoldenSuite.of(
            "numbers",
            "counting",
            "Half of the score is wrong.",
            0.75,
            List.of(
                new WeightedGrader(new FieldMatchGrader(), 3),
                new WeightedGrader(new FixedGrader(new Grade.Scored(0, "no")), 1),
                new WeightedGrader(new LatencyGrader(Duration.ofMillis(1)), 0)),
            suite.cases());

    CaseResult.Answered first =
        answers(run(weighed, prompt -> FakeRouter.says(TARGET, right(prompt)))).getFirst();

    assertThat(first.score()).hasValue(0.75);
    assertThat(first.passed()).isTrue();
    assertThat(first.grades().get("latency")).isInstanceOf(Grade.Scored.class);
  }

  @Test
  void hasNoScoreWhenAGraderThatCountsCouldNotJudge() throws InterruptedException {
    GoldenSuite unsure = suite(1, new FixedGrader(new Grade.Unscored("the judge was away")));

    CaseResult.Answered only =
        answers(run(unsure, prompt -> FakeRouter.says(TARGET, right(prompt)))).getFirst();

    assertThat(only.score()).isEqualTo(OptionalDouble.empty());
    assertThat(only.passed()).isFalse();
  }

  @Test
  void keepsAsManyCallsInFlightAsItMayAndNoMore() throws InterruptedException {
    int inFlight = 3;
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CyclicBarrier together = new CyclicBarrier(inFlight);

    runner(
            prompt -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              await(together);
              now.decrementAndGet();
              return FakeRouter.says(TARGET, right(prompt));
            },
            inFlight)
        .run(suite(9, new FieldMatchGrader()), TARGET, SLOT);

    assertThat(most).hasValue(inFlight);
  }

  @Test
  void stopsItsCallsWhenItIsInterrupted() throws InterruptedException {
    CountDownLatch calling = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    SuiteRunner runner =
        runner(
            _ -> {
              calling.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException _) {
                interrupted.countDown();
              }
              return new Result.Failed("interrupted");
            },
            1);
    Queue<Throwable> thrown = new ConcurrentLinkedQueue<>();
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                runner.run(suite, TARGET, SLOT);
              } catch (InterruptedException e) {
                thrown.add(e);
              }
            });

    calling.await();
    thread.interrupt();
    thread.join();

    assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(thrown).hasSize(1);
  }

  @Test
  void passesOnThatTheTaskIsUnknown() {
    assertThatThrownBy(() ->
            run(
                suite,
                _ -> {
                  throw new UnknownTaskException("counting", List.of("extraction"));
                }))
        .isInstanceOf(UnknownTaskException.class);
  }

  private EvalRun run(GoldenSuite suite, Function<String, Result> answering)
      throws InterruptedException {
    return runner(answering, 2).run(suite, TARGET, SLOT);
  }

  private SuiteRunner runner(Function<String, Result> answering, int inFlight) {
    FakeRouter router =
        new FakeRouter((_, prompt) -> {
          asked.add(prompt);
          return answering.apply(prompt);
        });
    return new SuiteRunner(
        router, TARGET::equals, InstantSource.fixed(NOW), UUID::randomUUID, inFlight);
  }

  private static GoldenSuite suite(int cases, Grader grader) {
    JsonMapper mapper = JsonMapper.shared();
    List<GoldenCase> goldens = new ArrayList<>();
    for (int i = 0; i < cases; i++) {
      ChatRequest request = ChatRequest.of(Message.user(String.valueOf(i)));
      goldens.add(
          GoldenCase.of("c" + i, request, mapper.readTree(right(i + "")), false, new HashSet<>()));
    }
    return GoldenSuite.of(
        "numbers", "counting", "Counts.", 1, List.of(new WeightedGrader(grader, 1)), goldens);
  }

  private static String right(String prompt) {
    return "{\"n\": " + prompt + "}";
  }

  private static List<CaseResult.Answered> answers(EvalRun run) {
    return run.results().stream()
        .map(CaseResult::ending)
        .filter(CaseResult.Answered.class::isInstance)
        .map(CaseResult.Answered.class::cast)
        .toList();
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private record FixedGrader(Grade verdict) implements Grader {
    @Override
    public String name() {
      return "fixed";
    }

    @Override
    public String version() {
      return "fixed/1";
    }

    @Override
    public Grade grade(CaseAnswer answer) {
      return verdict;
    }
  }
}
