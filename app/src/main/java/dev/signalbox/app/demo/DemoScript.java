package dev.signalbox.app.demo;

import dev.signalbox.app.demo.SessionFigures.RaisedAlert;
import dev.signalbox.eval.run.RunStore;
import dev.signalbox.router.table.Target;
import dev.signalbox.router.time.Sleeper;
import dev.signalbox.router.time.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * What happens in the demo, hour by hour: a history, an outage, a recovery, a model that quietly
 * gets worse, an alert. It moves the calendar, does to the providers what the script says, and
 * watches; it writes nothing into the database.
 */
final class DemoScript {
  /** Hours of history that a detector wants before the first verdict, and some more to be fair. */
  static final int HISTORY_HOURS = 60;

  /** What a database with a history gets before the outage. */
  static final int LEAST_HISTORY_HOURS = 12;

  private static final int CALM_HOURS = 6;
  private static final int OUTAGE_HOURS = 3;
  private static final int RECOVERY_HOURS = 4;
  private static final double DEGRADED_SHARE = 0.15;

  /** The alert has to come within six hours; a few more show whether others come as well. */
  private static final int WATCHED_HOURS = 9;

  /** Hours with something to see take a while, so that a person sees it. */
  private static final Duration SLOW = Duration.ofSeconds(2);

  private static final Duration QUICK = Duration.ofMillis(50);
  private static final Duration LONGEST_HOUR = Duration.ofMinutes(1);
  private static final Duration POLL = Duration.ofMillis(20);

  private final DemoStage stage;
  private final Timeline timeline;

  /**
   * What the script plays with.
   *
   * @param suite the golden suite's name
   * @param targets what it is run against each hour
   * @param cutOff the target whose provider goes down
   * @param degraded the target that gets worse
   */
  record DemoStage(
      DemoProviders providers,
      DemoCalendar calendar,
      RunStore runs,
      SessionFigures figures,
      String suite,
      List<Target> targets,
      Target cutOff,
      Target degraded,
      InstantSource clock,
      Ticker ticker,
      Sleeper sleeper) {}

  /**
   * When what was done.
   *
   * @param outageBegan real time
   * @param outageEnded real time
   * @param degradedFrom calendar time of the first hour with the worse model
   */
  record Events(Instant outageBegan, Instant outageEnded, Instant degradedFrom) {}

  DemoScript(DemoStage stage, Timeline timeline) {
    this.stage = stage;
    this.timeline = timeline;
  }

  /** Plays it to the end. */
  Events play(int historyHours) throws InterruptedException {
    history(historyHours);
    Instant outageBegan = stage.clock().instant();
    outage();
    Instant outageEnded = stage.clock().instant();
    recovery();
    Instant degradedFrom = stage.calendar().instant().plus(Duration.ofHours(1));
    degrade();
    return new Events(outageBegan, outageEnded, degradedFrom);
  }

  private void history(int hours) throws InterruptedException {
    news(
        "All is well. Every hour the golden suite runs against each target; "
            + hours
            + " hours of it.");
    pass(hours, QUICK, "collecting history");
  }

  private void outage() throws InterruptedException {
    String provider = stage.cutOff().provider();
    stage.providers().cutOff(provider);
    news(
        "OUTAGE: "
            + provider
            + " (simulated) refuses connections. The application knows nothing of it.");
    pass(OUTAGE_HOURS, SLOW, provider + " is down, its traffic goes elsewhere");
    stage.providers().restore(provider);
  }

  private void recovery() throws InterruptedException {
    news(stage.cutOff().provider() + " is back.");
    pass(RECOVERY_HOURS, SLOW, "traffic moves back");
    pass(CALM_HOURS, QUICK, "all is well");
  }

  private void degrade() throws InterruptedException {
    Target target = stage.degraded();
    stage.providers().degrade(target.provider(), target.model(), DEGRADED_SHARE);
    news(
        "REGRESSION: %s (simulated) now answers %.0f%% of all prompts wrongly, under the same revision. Nobody is told."
            .formatted(target.name(), DEGRADED_SHARE * 100));
    for (int hour = 1; hour <= WATCHED_HOURS; hour++) {
      int known = stage.figures().alerts().size();
      hour(QUICK);
      List<RaisedAlert> alerts = stage.figures().alerts();
      alerts.subList(known, alerts.size()).forEach(this::tell);
    }
  }

  private void tell(RaisedAlert alert) {
    timeline.news(
        alert.raisedAt(),
        "ALERT: %s at %s/%s, revision %s: quality fell from %.1f%% to %.1f%%, since %s; %d cases flipped."
            .formatted(
                alert.task(),
                alert.provider(),
                alert.model(),
                alert.revision(),
                alert.before() * 100,
                alert.after() * 100,
                Timeline.calendar(alert.changeAt()),
                alert.cases()));
  }

  private void news(String sentence) {
    timeline.news(stage.calendar().instant(), sentence);
  }

  private void pass(int hours, Duration pace, String meanwhile) throws InterruptedException {
    for (int hour = 1; hour <= hours; hour++) {
      timeline.progress(
          stage.calendar().instant(), "hour " + hour + " of " + hours + ": " + meanwhile);
      hour(pace);
    }
  }

  /** Moves the calendar on by an hour and waits until its runs are kept. */
  private void hour(Duration pace) throws InterruptedException {
    long began = stage.ticker().nanos();
    stage.calendar().advance(Duration.ofHours(1));
    Instant slot = stage.calendar().instant();
    while (!stage.targets().stream().allMatch(target -> kept(target, slot))) {
      if (stage.ticker().nanos() - began > LONGEST_HOUR.toNanos()) {
        throw new IllegalStateException("the runs of an hour were not done after " + LONGEST_HOUR);
      }
      stage.sleeper().sleep(POLL);
    }
    Duration rest = pace.minusNanos(stage.ticker().nanos() - began);
    if (rest.isPositive()) {
      stage.sleeper().sleep(rest);
    }
  }

  private boolean kept(Target target, Instant slot) {
    Optional<Instant> last = stage.runs().lastScheduled(stage.suite(), target.name());
    return last.isPresent() && !last.get().isBefore(slot);
  }
}
