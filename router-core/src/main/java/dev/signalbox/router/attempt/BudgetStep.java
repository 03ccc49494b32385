package dev.signalbox.router.attempt;

import dev.signalbox.router.budget.BudgetLedger;
import dev.signalbox.router.budget.Reservation;
import dev.signalbox.router.catalog.Cost;
import dev.signalbox.router.outcome.SkipReason;
import dev.signalbox.router.table.CostRule;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Makes no attempt that could lift its call above the task's ceiling, or overdraw a budget:
 * reserves the most it can cost before, and settles what it did cost after, on every path.
 */
public record BudgetStep(BudgetLedger ledger) implements AttemptStep {
  @Override
  public Attempted run(Ask ask, Next next) {
    CostRule rule = ask.task().cost();
    if (!rule.limitsAnything()) {
      return next.proceed(ask);
    }
    Optional<BigDecimal> atMost = ask.candidate().usdAtMost();
    if (atMost.isEmpty()) {
      return Attempted.skipped(SkipReason.NO_PRICE);
    }
    BigDecimal callAtMost = ask.committedUsd().add(atMost.get());
    if (rule.perCall().filter(ceiling -> callAtMost.compareTo(ceiling) > 0).isPresent()) {
      return Attempted.skipped(SkipReason.OVER_CEILING);
    }
    return ask.budgets().isEmpty() ? next.proceed(ask) : reserved(ask, atMost.get(), next);
  }

  private Attempted reserved(Ask ask, BigDecimal usd, Next next) {
    return switch (ledger.reserve(ask.budgets(), ask.today(), usd)) {
      case Reservation.Exhausted _ -> Attempted.skipped(SkipReason.BUDGET_SPENT);
      case Reservation.LedgerDown(_, var hold) ->
          ask.task().cost().onLedgerDown() == CostRule.OnLedgerDown.REFUSE
              ? givenUp(hold)
              : held(ask, usd, hold, next);
      case Reservation.Granted(var hold) -> held(ask, usd, hold, next);
    };
  }

  private static Attempted givenUp(Reservation.Hold hold) {
    hold.settle(BigDecimal.ZERO);
    return Attempted.skipped(SkipReason.LEDGER_DOWN);
  }

  private static Attempted held(Ask ask, BigDecimal usd, Reservation.Hold hold, Next next) {
    // Should the rest throw after all, it counts as spent.
    BigDecimal spent = usd;
    try {
      Attempted attempted = next.proceed(ask);
      spent = attempted.cost().map(Cost::usd).orElse(BigDecimal.ZERO);
      return new Attempted(attempted.exchange(), Optional.of(usd), attempted.cost());
    } finally {
      hold.settle(spent);
    }
  }
}
