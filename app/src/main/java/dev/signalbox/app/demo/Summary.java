package dev.signalbox.app.demo;

import dev.signalbox.app.demo.DemoScript.Events;
import dev.signalbox.app.demo.SessionFigures.RaisedAlert;
import dev.signalbox.app.demo.SessionFigures.RunFigures;
import dev.signalbox.router.table.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a session of the demo came to.
 *
 * @param callsByResult the application's calls in the call log
 * @param failedAtApplication calls that the application itself counts as failed: one that never
 *     reached the gateway is in no log
 * @param before calls before the outage, by the provider that answered
 * @param during calls while it lasted
 * @param after calls since
 * @param alerts all that this session raised
 */
public record Summary(
    Map<String, Long> callsByResult,
    long failedAtApplication,
    Map<String, Long> before,
    Map<String, Long> during,
    Map<String, Long> after,
    RunFigures runs,
    Target degraded,
    Instant degradedFrom,
    List<RaisedAlert> alerts) {
  static final Duration PROMISED = Duration.ofHours(6);

  static Summary of(
      SessionFigures figures, Traffic traffic, Events events, Target degraded, Instant now) {
    return new Summary(
        figures.calls(),
        traffic.failed(),
        figures.answeredBy(figures.since(), events.outageBegan()),
        figures.answeredBy(events.outageBegan(), events.outageEnded()),
        figures.answeredBy(events.outageEnded(), now),
        figures.runs(),
        degraded,
        events.degradedFrom(),
        figures.alerts());
  }

  long calls() {
    return callsByResult.values().stream().mapToLong(Long::longValue).sum();
  }

  long failed() {
    return calls() - callsByResult.getOrDefault("answered", 0L);
  }

  /** Alerts on the target that was made worse, raised since it was. */
  List<RaisedAlert> justified() {
    return alerts.stream()
        .filter(alert -> alert.provider().equals(degraded.provider()))
        .filter(alert -> alert.model().equals(degraded.model()))
        .filter(alert -> !alert.raisedAt().isBefore(degradedFrom))
        .toList();
  }

  int falseAlarms() {
    return alerts.size() - justified().size();
  }

  /** What did not go as promised; empty when all did. */
  public List<String> broken() {
    List<String> broken = new ArrayList<>();
    if (calls() == 0) {
      broken.add("the application made no call");
    }
    if (failed() > 0) {
      broken.add(failed() + " calls failed");
    }
    if (failedAtApplication > 0) {
      broken.add("the application counts " + failedAtApplication + " calls that failed");
    }
    if (falseAlarms() > 0) {
      broken.add(falseAlarms() + " alerts belong to nothing that was injected");
    }
    if (justified().isEmpty()) {
      broken.add("the regression was not flagged");
    } else if (delay(justified().getFirst()).compareTo(PROMISED) > 0) {
      broken.add("the regression was flagged only after " + delay(justified().getFirst()));
    }
    return broken;
  }

  /** An alert raised by the first worse run took one hour. */
  private Duration delay(RaisedAlert alert) {
    return Duration.between(degradedFrom, alert.raisedAt()).plusHours(1);
  }

  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("calls made                 %,d, failed %,d".formatted(calls(), failed()));
    lines.add("answered before outage     " + shares(before));
    lines.add("answered during outage     " + shares(during));
    lines.add("answered after outage      " + shares(after));
    lines.add(
        "golden answers             %,d in %,d runs, %,d missing"
            .formatted(runs.cases(), runs.runs(), runs.missing()));
    lines.add(
        "regression injected        %s at %s"
            .formatted(Timeline.calendar(degradedFrom), degraded.name()));
    lines.add(
        justified().stream()
            .findFirst()
            .map(this::flagged)
            .orElse("flagged                    never"));
    lines.add("false alarms               " + falseAlarms());
    return lines;
  }

  private String flagged(RaisedAlert alert) {
    return "flagged                    %s, after %d runs, with %d cases, as begun at %s"
        .formatted(
            Timeline.calendar(alert.raisedAt()),
            delay(alert).toHours(),
            alert.cases(),
            Timeline.calendar(alert.changeAt()));
  }

  private static String shares(Map<String, Long> calls) {
    return calls.isEmpty()
        ? "none"
        : String.join(
            ", ",
            calls.entrySet().stream()
                .map(entry -> "%s %,d".formatted(entry.getKey(), entry.getValue()))
                .sorted()
                .toList());
  }
}
