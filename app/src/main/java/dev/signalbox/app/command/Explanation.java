package dev.signalbox.app.command;

import dev.signalbox.router.decision.Candidate;
import dev.signalbox.router.decision.Decision;
import dev.signalbox.router.decision.TargetState;
import dev.signalbox.router.health.Access;
import dev.signalbox.router.health.Latencies;
import dev.signalbox.router.table.Target;
import dev.signalbox.router.table.Task;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** A decision as a table for people: the targets to try in their order, then the skipped ones. */
final class Explanation {
  private static final String NOT_KNOWN = "-";

  private final Task task;
  private final Decision decision;
  private final int width;

  private Explanation(Task task, Decision decision) {
    this.task = task;
    this.decision = decision;
    this.width = task.route().stream().mapToInt(target -> target.name().length()).max().orElse(0);
  }

  static List<String> lines(Task task, Decision decision) {
    return new Explanation(task, decision).lines();
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s: %d of %d targets would be tried%s"
            .formatted(
                task.name(),
                decision.candidates().size(),
                task.route().size(),
                decision.thrifty() ? ", cheaper ones first, for a budget runs low" : ""));
    lines.add(row("", "target", "at most USD", "breaker", "p95"));
    int place = 0;
    for (Candidate candidate : decision.candidates()) {
      place++;
      String bound = candidate.usdAtMost().map(BigDecimal::toPlainString).orElse(NOT_KNOWN);
      lines.add(row(String.valueOf(place), candidate.target(), bound));
    }
    for (Decision.Skip skip : decision.skipped()) {
      lines.add(row(NOT_KNOWN, skip.target(), NOT_KNOWN) + "  " + skip.reason().sentence());
    }
    return lines;
  }

  private String row(String place, Target target, String bound) {
    TargetState state = decision.situation().targets().get(task.route().indexOf(target));
    return row(place, target.name(), bound, breaker(state.access()), p95(state.p95Nanos()));
  }

  private String row(String place, String target, String bound, String breaker, String p95) {
    return ("%3s  %-" + width + "s  %12s  %-15s  %8s")
        .formatted(place, target, bound, breaker, p95);
  }

  private static String breaker(Access access) {
    return switch (access) {
      case FREE -> "closed";
      case BREAKER_OPEN -> "open";
      case PROVIDER_PAUSED -> "provider paused";
    };
  }

  private static String p95(long nanos) {
    return nanos == Latencies.UNKNOWN ? NOT_KNOWN : nanos / 1_000_000 + " ms";
  }
}
