package dev.signalbox.router.decision;

import dev.signalbox.router.budget.BudgetLedger.Standing;
import dev.signalbox.router.catalog.Catalog;
import dev.signalbox.router.catalog.Model;
import dev.signalbox.router.catalog.Price;
import dev.signalbox.router.catalog.PromptSize;
import dev.signalbox.router.catalog.ProviderFacts;
import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.decision.Decision.Skip;
import dev.signalbox.router.outcome.SkipReason;
import dev.signalbox.router.table.CostRule;
import dev.signalbox.router.table.Target;
import dev.signalbox.router.table.Task;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the targets for a call. Pure: the same arguments, the same decision. Thread-safe.
 *
 * <p>Money is compared in whole 10⁻¹² USD, rounded against the call: exact decimals would be most
 * of what a decision costs.
 */
public final class Decider {
  private final Catalog catalog;
  private final Map<String, ProviderFacts> providers;

  /**
   * @param catalog of the configured providers
   * @param providers the configured providers, by name
   */
  public Decider(Catalog catalog, Map<String, ProviderFacts> providers) {
    this.catalog = catalog;
    this.providers = Map.copyOf(providers);
  }

  /**
   * Sorts a task's route into the targets to try and the ones to skip. They are tried in the
   * route's order, but for two reasons: the target that a conversation stays at comes first, and
   * once a budget runs low, cheaper ones come before dearer ones.
   *
   * @param streamed whether the answer is to come in pieces
   */
  public Decision decide(Task task, ChatRequest request, boolean streamed, Situation situation) {
    Sorting sorting = new Sorting(task, request, streamed, situation);
    List<Target> route = task.route();
    for (int place = 0; place < route.size(); place++) {
      sorting.sort(route.get(place), situation.targets().get(place), place);
    }
    return sorting.decision();
  }

  /** One decision in the making. */
  private final class Sorting {
    private final Task task;
    private final ChatRequest request;
    private final Situation situation;
    private final Needs needs;
    private final PromptSize prompt;
    private final long ceiling;
    private final List<Candidate> candidates;
    private List<Skip> skipped = List.of();
    private List<Candidate> demoted = List.of();
    private List<Candidate> slow = List.of();
    private long budgetLeft = Long.MAX_VALUE;
    private boolean budgetLow;
    private boolean refused;

    Sorting(Task task, ChatRequest request, boolean streamed, Situation situation) {
      this.task = task;
      this.request = request;
      this.situation = situation;
      this.needs = Needs.of(task, request, streamed);
      this.prompt = PromptSize.of(request);
      this.ceiling =
          task.cost().perCall().isPresent() ? pico(task.cost().perCall().get()) : Long.MAX_VALUE;
      this.candidates = new ArrayList<>(task.route().size());
      double thriftyFrom = task.cost().thriftyFrom().doubleValue();
      for (Standing standing : situation.budgets()) {
        long limit = pico(standing.budget().limitUsd());
        long used = pico(standing.usedUsd());
        budgetLeft = Math.min(budgetLeft, Math.max(0, limit - used - 1));
        budgetLow |= used >= limit * thriftyFrom;
      }
    }

    void sort(Target target, TargetState state, int place) {
      Optional<Model> known = catalog.model(target.provider(), target.model());
      if (known.isEmpty()) {
        skip(target, state.keyed() ? SkipReason.UNKNOWN_MODEL : SkipReason.NO_KEY);
        return;
      }
      Candidate candidate = candidate(target, known.get());
      SkipReason objection = objection(candidate, state);
      if (objection != null) {
        skip(target, objection);
      } else if (state.demoted()) {
        demoted = plus(demoted, candidate);
      } else if (!state.fitsInto(situation.leftNanos())) {
        slow = plus(slow, candidate);
      } else if (situation.usual().isPresent() && situation.usual().getAsInt() == place) {
        candidates.addFirst(candidate);
      } else {
        candidates.add(candidate);
      }
    }

    Decision decision() {
      if (refused) {
        skipAll(candidates, SkipReason.BUDGET_SPENT);
        candidates.clear();
      }
      // A slow or a demoted target is better than none.
      fallBackOn(slow, SkipReason.TOO_SLOW);
      fallBackOn(demoted, SkipReason.QUALITY_DEMOTED);
      boolean thrifty = candidates.size() > 1 && budgetLow;
      if (thrifty) {
        candidates.sort(Comparator.comparingLong(Sorting::price));
      }
      return new Decision(candidates, skipped, thrifty, situation);
    }

    private void fallBackOn(List<Candidate> others, SkipReason reason) {
      if (candidates.isEmpty() && !refused) {
        candidates.addAll(others);
      } else {
        skipAll(others, reason);
      }
    }

    private Candidate candidate(Target target, Model model) {
      int cap = request.maxOutputTokens().orElse(target.maxOutputTokens().orElse(-1));
      int outputTokens = cap < 0 ? model.limits().outputTokens() : cap;
      Price price = model.priceOn(situation.today());
      long atMost =
          price == null
              ? Candidate.UNKNOWN
              : price.picoUsdAtMost(
                  prompt.tokensAtMost(model.limits()),
                  outputTokens,
                  request.search() ? model.limits().searches() : 0);
      return new Candidate(target, model, outputTokens, atMost);
    }

    private @Nullable SkipReason objection(Candidate candidate, TargetState state) {
      Target target = candidate.target();
      Model model = candidate.model();
      if (!state.keyed()) {
        return SkipReason.NO_KEY;
      }
      if (!mayGoTo(target)) {
        return SkipReason.VENDOR_NOT_ALLOWED;
      }
      if (!needs.withinCapabilitiesOf(model)) {
        return SkipReason.LACKS_CAPABILITY;
      }
      if (candidate.outputTokens() > model.limits().outputTokens()
          || !needs.acceptedBy(model, target, request)) {
        return SkipReason.REJECTS_PARAMETER;
      }
      if (prompt.tokensAtLeast() > model.limits().inputTokens()) {
        return SkipReason.CONTEXT_TOO_SMALL;
      }
      SkipReason money = moneyObjection(candidate);
      if (money != null) {
        return money;
      }
      return switch (state.access()) {
        case FREE -> null;
        case BREAKER_OPEN -> SkipReason.BREAKER_OPEN;
        case PROVIDER_PAUSED -> SkipReason.PROVIDER_PAUSED;
      };
    }

    private boolean mayGoTo(Target target) {
      ProviderFacts facts = providers.get(target.provider());
      return facts == null
          ? task.vendors().permits(target.provider(), "")
          : task.vendors().permits(facts.vendor(), facts.region());
    }

    private @Nullable SkipReason moneyObjection(Candidate candidate) {
      if (!task.cost().limitsAnything()) {
        return null;
      }
      if (candidate.picoUsdAtMost() == Candidate.UNKNOWN) {
        return SkipReason.NO_PRICE;
      }
      if (candidate.picoUsdAtMost() > ceiling) {
        return SkipReason.OVER_CEILING;
      }
      if (candidate.picoUsdAtMost() > budgetLeft) {
        refused |= task.cost().atLimit() == CostRule.AtLimit.REFUSE;
        return SkipReason.BUDGET_SPENT;
      }
      return null;
    }

    private void skip(Target target, SkipReason reason) {
      skipped = plus(skipped, new Skip(target, reason));
    }

    private void skipAll(List<Candidate> others, SkipReason reason) {
      for (Candidate candidate : others) {
        skip(candidate.target(), reason);
      }
    }

    private static long price(Candidate candidate) {
      return candidate.picoUsdAtMost() == Candidate.UNKNOWN
          ? Long.MAX_VALUE
          : candidate.picoUsdAtMost();
    }
  }

  /** Most lists stay empty, and so cost nothing. */
  private static <E> List<E> plus(List<E> list, E element) {
    List<E> longer = list.isEmpty() ? new ArrayList<>(2) : list;
    longer.add(element);
    return longer;
  }

  /** Rounded down. */
  private static long pico(BigDecimal usd) {
    return usd.movePointRight(12).longValue();
  }
}
