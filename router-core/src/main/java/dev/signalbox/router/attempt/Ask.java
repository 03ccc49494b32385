package dev.signalbox.router.attempt;

import dev.signalbox.router.budget.Budget;
import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.decision.Candidate;
import dev.signalbox.router.provider.Limits;
import dev.signalbox.router.provider.PieceSink;
import dev.signalbox.router.table.Target;
import dev.signalbox.router.table.Task;
import dev.signalbox.router.time.Deadline;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * One question to one target, about to be asked.
 *
 * @param request made to fit the target
 * @param limits this attempt's own
 * @param deadline the whole call's
 * @param today in UTC, for prices and budgets
 * @param budgets the task's
 * @param committedUsd what the call's other attempts have cost or may yet cost
 * @param sink where the pieces of the answer go; absent when it is to come whole
 */
public record Ask(
    Task task,
    Candidate candidate,
    ChatRequest request,
    Limits limits,
    Deadline deadline,
    LocalDate today,
    List<Budget> budgets,
    BigDecimal committedUsd,
    Optional<PieceSink> sink) {

  public Target target() {
    return candidate.target();
  }

  public Ask withSink(PieceSink other) {
    return new Ask(
        task,
        candidate,
        request,
        limits,
        deadline,
        today,
        budgets,
        committedUsd,
        Optional.of(other));
  }
}
