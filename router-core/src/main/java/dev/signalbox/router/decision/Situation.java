package dev.signalbox.router.decision;

import dev.signalbox.router.budget.BudgetLedger.Standing;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a decision needs to know beside request, task and catalogue; with these, the same decision
 * can be made again.
 *
 * @param today in UTC, for the price in force
 * @param targets the state of each target, in the order of the task's route
 * @param budgets how the task's budgets stand
 * @param usual the place in the route of the target that this conversation stays at, if any
 * @param leftNanos until the deadline
 */
public record Situation(
    LocalDate today,
    List<TargetState> targets,
    List<Standing> budgets,
    OptionalInt usual,
    long leftNanos) {
  public Situation {
    targets = List.copyOf(targets);
    budgets = List.copyOf(budgets);
  }
}
