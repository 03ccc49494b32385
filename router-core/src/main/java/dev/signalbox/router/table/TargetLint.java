package dev.signalbox.router.table;

import dev.signalbox.router.catalog.Capability;
import dev.signalbox.router.catalog.Model;
import dev.signalbox.router.catalog.ProviderFacts;
import dev.signalbox.router.chat.Effort;
import dev.signalbox.router.table.RoutingTableFile.TaskEntry;
import dev.signalbox.router.table.TableLint.KnownTarget;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Objects to targets that cannot do what their task needs, or may not. */
final class TargetLint {
  /** How long before a model's end its tasks are to be moved. */
  private static final long NOTICE_DAYS = 60;

  private final LocalDate today;

  TargetLint(LocalDate today) {
    this.today = today;
  }

  void check(TaskEntry entry, KnownTarget target) {
    checkCapabilities(entry.task(), target);
    checkContext(entry.task(), target);
    checkCap(target);
    checkEffort(target);
    checkRetirement(target);
    checkPermission(entry.task().vendors(), target);
  }

  private static void checkCapabilities(Task task, KnownTarget target) {
    Set<Capability> lacking = new TreeSet<>(task.requires());
    lacking.removeAll(target.model().capabilities());
    if (!lacking.isEmpty()) {
      target
          .entry()
          .at("model")
          .problem(
              "%s lacks %s, which the task requires; take another model"
                  .formatted(
                      target.model().name(),
                      lacking.stream().map(Capability::key).collect(Collectors.joining(", "))));
    }
  }

  private static void checkContext(Task task, KnownTarget target) {
    int most = target.model().limits().inputTokens();
    int required = task.contextTokens().orElse(0);
    if (required > most) {
      target
          .entry()
          .at("model")
          .problem(
              "%s takes prompts of at most %d tokens, and the task requires %d; take another model"
                  .formatted(target.model().name(), most, required));
    }
  }

  private static void checkCap(KnownTarget target) {
    int most = target.model().limits().outputTokens();
    if (target.target().maxOutputTokens().orElse(most) > most) {
      target
          .entry()
          .at("max_output_tokens")
          .problem(
              "%s writes at most %d tokens; lower the cap to that"
                  .formatted(target.model().name(), most));
    }
  }

  private static void checkEffort(KnownTarget target) {
    Set<Effort> accepted = target.model().efforts();
    if (target.target().effort().isEmpty() || accepted.contains(target.target().effort().get())) {
      return;
    }
    String sentence =
        accepted.isEmpty()
            ? target.model().name() + " cannot be told how much to reason; delete effort"
            : "%s takes only the efforts %s; choose one of them, or delete effort"
                .formatted(
                    target.model().name(),
                    accepted.stream().sorted().map(Effort::key).collect(Collectors.joining(", ")));
    target.entry().at("effort").problem(sentence);
  }

  private void checkRetirement(KnownTarget target) {
    Model model = target.model();
    if (model.retiresOn().isEmpty()) {
      return;
    }
    LocalDate end = model.retiresOn().get();
    if (!end.isAfter(today)) {
      target
          .entry()
          .at("model")
          .problem("%s was retired on %s; take another model".formatted(model.name(), end));
    } else if (!end.isAfter(today.plusDays(NOTICE_DAYS))) {
      target
          .entry()
          .at("model")
          .warning(
              "%s retires on %s, in %d days; choose its successor"
                  .formatted(model.name(), end, ChronoUnit.DAYS.between(today, end)));
    }
  }

  private static void checkPermission(VendorRule rule, KnownTarget target) {
    ProviderFacts facts = target.provider();
    if (rule.permits(facts.vendor(), facts.region())) {
      return;
    }
    String name = target.target().provider();
    boolean ofVendor =
        rule.deny().contains(facts.vendor())
            || !(rule.allow().isEmpty() || rule.allow().contains(facts.vendor()));
    String sentence;
    if (ofVendor) {
      sentence =
          "the task's vendors rule shuts out %s; delete this target, or permit its vendor"
              .formatted(facts.vendor());
    } else if (facts.region().isEmpty()) {
      sentence =
          "nobody knows the region of %s, and the task's data has to stay in %s; say region: REGION under %s in the settings, or delete this target"
              .formatted(name, regions(rule), name);
    } else {
      sentence =
          "%s is in %s, and the task's data has to stay in %s; delete this target"
              .formatted(name, facts.region(), regions(rule));
    }
    target.entry().at("provider").problem(sentence);
  }

  private static String regions(VendorRule rule) {
    return String.join(" or ", new TreeSet<>(rule.regions()));
  }
}
