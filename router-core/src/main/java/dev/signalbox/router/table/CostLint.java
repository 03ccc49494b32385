package dev.signalbox.router.table;

import dev.signalbox.router.catalog.Capability;
import dev.signalbox.router.catalog.Price;
import dev.signalbox.router.table.RoutingTableFile.TaskEntry;
import dev.signalbox.router.table.TableLint.KnownTarget;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/** Objects to cost limits that cannot be kept, or that leave no room for an answer. */
final class CostLint {
  private final LocalDate today;

  CostLint(LocalDate today) {
    this.today = today;
  }

  /** What one target costs against what its task may. */
  void check(Task task, KnownTarget target) {
    SequencedMap<String, BigDecimal> limits = limits(task.cost());
    if (limits.isEmpty()) {
      return;
    }
    Optional<Price> price = target.model().priceAt(today);
    if (price.isEmpty()) {
      target
          .entry()
          .at("model")
          .problem(
              target.model().name()
                  + " has no price, so the task's cost limits cannot be kept; take a model with a price, or delete cost");
      return;
    }
    limits.entrySet().stream()
        .min((one, other) -> one.getValue().compareTo(other.getValue()))
        .ifPresent(
            limit -> checkAnswer(task, target, price.get(), limit.getKey(), limit.getValue()));
  }

  private static void checkAnswer(
      Task task, KnownTarget target, Price price, String key, BigDecimal limit) {
    int cap = target.target().maxOutputTokens().orElse(target.model().limits().outputTokens());
    int searches =
        task.requires().contains(Capability.CITATIONS) ? target.model().limits().searches() : 0;
    BigDecimal answer = price.usdAtMost(0, cap, searches);
    if (answer.compareTo(limit) <= 0) {
      return;
    }
    BigDecimal left = limit.subtract(price.usdAtMost(0, 0, searches));
    String remedy =
        left.signum() <= 0
            ? "raise that"
            : "set max_output_tokens below "
                + left.divide(price.usdAtMost(0, 1, 0), 0, RoundingMode.DOWN)
                + ", to leave room for the prompt";
    target
        .entry()
        .at("max_output_tokens")
        .problem(
            "an answer of %d tokens%s by %s costs %s USD, above the task's %s of %s USD; %s"
                .formatted(
                    cap,
                    searches > 0 ? " and " + searches + " searches" : "",
                    target.model().name(),
                    answer.toPlainString(),
                    key,
                    limit.toPlainString(),
                    remedy));
  }

  /** What the task says of cost, in itself. */
  static void checkRule(TaskEntry entry) {
    CostRule cost = entry.task().cost();
    if (entry.fields().optional("cost").isEmpty()) {
      return;
    }
    if (!cost.limitsAnything()) {
      entry
          .at("cost")
          .problem(
              "nothing is limited here; give per_call_usd, per_day_usd or per_month_usd, or delete cost");
      return;
    }
    checkOrder(entry, limits(cost));
    if (!cost.hasBudget()) {
      for (String key : new String[] {"thrifty_from", "at_limit", "on_ledger_down"}) {
        entry
            .at("cost")
            .mapping()
            .optional(key)
            .ifPresent(rule ->
                rule.problem(
                    key
                        + " is about budgets; give per_day_usd or per_month_usd too, or delete it"));
      }
    }
  }

  /** No limit can be reached that is above one for longer. */
  private static void checkOrder(TaskEntry entry, SequencedMap<String, BigDecimal> limits) {
    limits.forEach((key, usd) -> {
      for (String longer : limits.sequencedKeySet().reversed()) {
        if (longer.equals(key)) {
          return;
        }
        if (usd.compareTo(limits.getOrDefault(longer, usd)) > 0) {
          entry
              .at("cost", key)
              .problem(
                  "%s is above %s, so it can never be reached; lower it, or raise %s"
                      .formatted(key, longer, longer));
          return;
        }
      }
    });
  }

  /** By the file's keys, from the shortest span to the longest. */
  private static SequencedMap<String, BigDecimal> limits(CostRule cost) {
    SequencedMap<String, BigDecimal> limits = new LinkedHashMap<>();
    cost.perCall().ifPresent(usd -> limits.put("per_call_usd", usd));
    cost.perDay().ifPresent(usd -> limits.put("per_day_usd", usd));
    cost.perMonth().ifPresent(usd -> limits.put("per_month_usd", usd));
    return limits;
  }
}
