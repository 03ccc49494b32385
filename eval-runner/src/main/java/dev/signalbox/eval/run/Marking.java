package dev.signalbox.eval.run;

import dev.signalbox.eval.golden.GoldenCase;
import dev.signalbox.eval.golden.GoldenSuite;
import dev.signalbox.eval.grade.CaseAnswer;
import dev.signalbox.eval.grade.Grade;
import dev.signalbox.eval.grade.WeightedGrader;
import dev.signalbox.router.RoutedCall;
import dev.signalbox.router.attempt.Attempt;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.outcome.Outcome;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Pure: from a case and its routed call to the case's result, as the suite's graders see it. */
record Marking(GoldenSuite suite) {

  CaseResult result(GoldenCase golden, RoutedCall call) {
    CaseResult.Ending ending =
        switch (call.result()) {
          case RoutedCall.Result.Answered answer -> answered(golden, call, answer.reply());
          // A refused request says nothing about the model's answer to it.
          case RoutedCall.Result.Rejected(_, int status, String reason) ->
              new CaseResult.Missing(
                  "the provider refused the request (" + status + "): " + reason);
          case RoutedCall.Result.Cut(_, String reason) -> new CaseResult.Missing(reason);
          case RoutedCall.Result.Failed(String reason) -> new CaseResult.Missing(reason);
        };
    return new CaseResult(golden.id(), golden.hash(), call.id(), ending);
  }

  private CaseResult.Answered answered(GoldenCase golden, RoutedCall call, Reply reply) {
    Duration latency = latency(call);
    Map<String, Grade> grades =
        grades(new CaseAnswer(golden.request(), golden.expected(), reply, latency));
    OptionalDouble score = score(grades);
    return new CaseResult.Answered(
        reply.text(),
        reply.served().label(),
        latency,
        reply.usage(),
        cost(call),
        grades,
        score,
        score.isPresent() && score.getAsDouble() >= suite.passMark());
  }

  private Map<String, Grade> grades(CaseAnswer answer) {
    Map<String, Grade> grades = new LinkedHashMap<>();
    for (WeightedGrader weighted : suite.graders()) {
      grades.put(weighted.grader().name(), weighted.grader().grade(answer));
    }
    return grades;
  }

  /** The weighted mean, unless a grader that counts could not judge. */
  private OptionalDouble score(Map<String, Grade> grades) {
    double sum = 0;
    double weights = 0;
    for (WeightedGrader weighted : suite.graders()) {
      if (weighted.weight() == 0) {
        continue;
      }
      if (!(grades.get(weighted.grader().name()) instanceof Grade.Scored scored)) {
        return OptionalDouble.empty();
      }
      sum += weighted.weight() * scored.score();
      weights += weighted.weight();
    }
    return weights == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / weights);
  }

  /** Of the exchange that answered: waits and earlier attempts are not the model's. */
  private static Duration latency(RoutedCall call) {
    return call.attempts().reversed().stream()
        .filter(attempt -> attempt.outcome() instanceof Outcome.Answered)
        .map(Attempt::took)
        .findFirst()
        .orElse(call.took());
  }

  private static Optional<BigDecimal> cost(RoutedCall call) {
    boolean priced = call.attempts().stream().anyMatch(attempt -> attempt.cost().isPresent());
    return priced ? Optional.of(call.costUsd()) : Optional.empty();
  }
}
