package dev.signalbox.router.decision;

import dev.signalbox.router.catalog.Capability;
import dev.signalbox.router.catalog.Model;
import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.ResponseFormat;
import dev.signalbox.router.outcome.SkipReason;
import dev.signalbox.router.table.Target;
import dev.signalbox.router.table.Task;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Chooses the targets for a call. Pure: the same arguments, the same decision. */
public final class Decider {
  private Decider() {}

  /** Sorts a task's route into the targets to try, in the route's order, and the ones to skip. */
  public static Decision decide(Task task, ChatRequest request, Situation situation) {
    Set<Capability> needs = needs(task, request);
    List<Target> candidates = new ArrayList<>();
    List<Decision.Skip> skipped = new ArrayList<>();
    for (Target target : task.route()) {
      objection(task, target, request, needs, situation)
          .ifPresentOrElse(
              reason -> skipped.add(new Decision.Skip(target, reason)),
              () -> candidates.add(target));
    }
    return new Decision(candidates, skipped);
  }

  private static Set<Capability> needs(Task task, ChatRequest request) {
    EnumSet<Capability> needs = EnumSet.of(Capability.TEXT);
    needs.addAll(task.requires());
    if (request.hasImages()) {
      needs.add(Capability.IMAGE);
    }
    if (request.format() instanceof ResponseFormat.JsonSchema) {
      needs.add(Capability.JSON_SCHEMA);
    }
    return needs;
  }

  private static Optional<SkipReason> objection(
      Task task, Target target, ChatRequest request, Set<Capability> needs, Situation situation) {
    if (!situation.keyed().contains(target.provider())) {
      return Optional.of(SkipReason.NO_KEY);
    }
    Optional<Model> known = situation.catalog().model(target.provider(), target.model());
    if (known.isEmpty() || !known.get().capabilities().containsAll(needs)) {
      return Optional.of(SkipReason.LACKS_CAPABILITY);
    }
    Model model = known.get();
    return rejectedParameter(model, target, request)
        .or(() -> ceiling(task, target, model, request, situation.today()))
        .or(() -> breaker(target, situation));
  }

  private static Optional<SkipReason> rejectedParameter(
      Model model, Target target, ChatRequest request) {
    int output = request.maxOutputTokens().orElse(target.maxOutputTokens().orElse(1));
    return output > model.limits().outputTokens()
        ? Optional.of(SkipReason.REJECTS_PARAMETER)
        : Optional.empty();
  }

  private static Optional<SkipReason> ceiling(
      Task task, Target target, Model model, ChatRequest request, LocalDate today) {
    if (task.cost().perCall().isEmpty()) {
      return Optional.empty();
    }
    Optional<BigDecimal> atMost =
        model.usdAtMost(
            request,
            request
                .maxOutputTokens()
                .orElse(target.maxOutputTokens().orElse(model.limits().outputTokens())),
            today);
    if (atMost.isEmpty()) {
      return Optional.of(SkipReason.NO_PRICE);
    }
    return atMost.get().compareTo(task.cost().perCall().get()) > 0
        ? Optional.of(SkipReason.OVER_CEILING)
        : Optional.empty();
  }

  private static Optional<SkipReason> breaker(Target target, Situation situation) {
    return situation.health().admits(target)
        ? Optional.empty()
        : Optional.of(SkipReason.BREAKER_OPEN);
  }
}
