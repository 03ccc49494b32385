package dev.signalbox.app.demo;

import dev.signalbox.app.demo.DemoScript.DemoStage;
import dev.signalbox.app.demo.DemoScript.Events;
import dev.signalbox.app.node.LogPlan;
import dev.signalbox.app.node.Node;
import dev.signalbox.app.node.NodePlan;
import dev.signalbox.app.node.Shutdown;
import dev.signalbox.app.node.Suites;
import dev.signalbox.app.settings.Settings.Listen;
import dev.signalbox.app.settings.Settings.ScheduleSettings;
import dev.signalbox.app.settings.TableFile;
import dev.signalbox.db.Database;
import dev.signalbox.db.DatabaseAddress;
import dev.signalbox.db.calllog.Retention;
import dev.signalbox.db.journal.JournalSettings;
import dev.signalbox.eval.alert.Alert;
import dev.signalbox.eval.golden.GoldenSuite;
import dev.signalbox.eval.series.StreamKey;
import dev.signalbox.router.catalog.Catalog;
import dev.signalbox.router.health.BreakerSettings;
import dev.signalbox.router.privacy.Redactor;
import dev.signalbox.router.table.Target;
import dev.signalbox.router.time.Sleeper;
import dev.signalbox.router.time.Ticker;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

/**
 * The demo: starts a node over simulated providers and an application that calls it, plays the
 * script, and sums up. A database that earlier demos used is taken up where they left it: their
 * calls stay, and the calendar goes on.
 */
public final class Demo {
  private static final String SUITE = "extraction";
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration FIRST_DEMO_SPAN = Duration.ofHours(90);
  private static final Duration BETWEEN_CALLS = Duration.ofMillis(40);
  private static final Duration WAKE_EVERY = Duration.ofMillis(50);

  private static final Duration LOG_LIMIT = Duration.ofSeconds(30);
  private static final Duration LOG_POLL = Duration.ofMillis(5);

  /** An outage of seconds stands for one of hours, so the pauses between probes are short too. */
  private static final BreakerSettings BREAKERS =
      BreakerSettings.of(5, Duration.ofMillis(200), Duration.ofSeconds(1));

  private static final Duration RECENT_CALLS = Duration.ofMinutes(5);

  private final Plan plan;
  private final Timeline timeline;
  private final Shutdown shutdown;
  private final InstantSource clock = InstantSource.system();

  /**
   * Where the demo listens and what it works on.
   *
   * @param journals the folder of the nodes' journals
   */
  public record Plan(Listen gateway, Listen dashboard, DatabaseAddress database, Path journals) {}

  /**
   * A demo at the end of its script.
   *
   * @param worsened the golden cases that the regression really touched, by name
   * @param traffic goes on until it is closed
   */
  public record Played(
      Summary summary,
      List<String> worsened,
      SessionFigures figures,
      Traffic traffic,
      URI gateway,
      URI dashboard) {}

  /**
   * A demo that has not begun.
   *
   * @param shutdown ends what the demo starts
   */
  public Demo(Plan plan, Timeline timeline, Shutdown shutdown) {
    this.plan = plan;
    this.timeline = timeline;
    this.shutdown = shutdown;
  }

  /**
   * Plays it to the end of the script; then everything goes on running until {@code shutdown} is
   * closed.
   */
  public Played play() throws InterruptedException {
    Instant began = clock.instant();
    GoldenSuite suite = Suites.shipped(SUITE);
    DemoCalendar calendar = new DemoCalendar(whereTheCalendarStood());
    DemoProviders providers = shutdown.closing(DemoProviders.start(suite));
    Node node = shutdown.closing(Node.start(nodePlan(suite, providers, calendar)));
    timeline.line("dashboard  " + node.dashboard());
    timeline.line("gateway    " + node.gateway());

    SessionFigures figures = new SessionFigures(node.database().jdbi(), began);
    List<Target> route = node.targets(suite.task());
    int history =
        takeUp(node, figures, route.stream().map(target -> stream(suite, target)).toList());
    DemoStage stage =
        new DemoStage(
            providers,
            calendar,
            node.runs(),
            figures,
            SUITE,
            route,
            route.getFirst(),
            route.getLast(),
            clock,
            Ticker.REAL,
            Sleeper.REAL);
    Traffic traffic =
        shutdown.closing(Traffic.start(node.gateway(), DemoTraffic.bodies(suite), BETWEEN_CALLS));
    Events events = new DemoScript(stage, timeline).play(history);
    awaitLog(node);
    Summary summary = Summary.of(figures, traffic, events, stage.degraded(), clock.instant());
    List<String> worsened = providers.worsened(suite, stage.degraded());
    return new Played(summary, worsened, figures, traffic, node.gateway(), node.dashboard());
  }

  /** The figures come from the database alone, to which calls go a moment after their answer. */
  private static void awaitLog(Node node) throws InterruptedException {
    long began = Ticker.REAL.nanos();
    while (!node.isLogDelivered() && Ticker.REAL.nanos() - began < LOG_LIMIT.toNanos()) {
      Sleeper.REAL.sleep(LOG_POLL);
    }
  }

  /** The latest hour that any demo ran on this database, or else a few days ago. */
  private Instant whereTheCalendarStood() {
    try (Database database = Database.connect(plan.database())) {
      database.migrate();
      return new SessionFigures(database.jdbi(), Instant.EPOCH)
          .latestSlot()
          .orElse(clock.instant().truncatedTo(ChronoUnit.HOURS).minus(FIRST_DEMO_SPAN));
    }
  }

  private NodePlan nodePlan(GoldenSuite suite, DemoProviders providers, DemoCalendar calendar) {
    Catalog catalog = Catalog.shipped().forProviders(DemoProviders.FACTS);
    return new NodePlan(
        "demo",
        plan.gateway(),
        plan.dashboard(),
        plan.database(),
        new LogPlan(
            plan.journals(),
            JournalSettings.DEFAULT,
            Retention.DEFAULT,
            Redactor.standard()::redact),
        TableFile.of("the demo's routes.yaml", routes(), catalog, DemoProviders.FACTS),
        catalog,
        providers.providers(catalog),
        BREAKERS,
        List.of(suite),
        List.of(new ScheduleSettings(SUITE, HOUR)),
        calendar,
        WAKE_EVERY,
        RECENT_CALLS);
  }

  private static String routes() {
    try (InputStream in = Objects.requireNonNull(Demo.class.getResourceAsStream("routes.yaml"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the jar's own routes.yaml cannot be read", e);
    }
  }

  private static StreamKey stream(GoldenSuite suite, Target target) {
    return new StreamKey(
        suite.task(), target.provider(), target.model(), suite.name(), suite.graderVersion());
  }

  /**
   * Says what earlier demos left, and resolves their alerts: the providers are healthy again.
   *
   * @return how many hours of history are still wanted
   */
  private int takeUp(Node node, SessionFigures figures, List<StreamKey> streams) {
    long calls = figures.callsEver();
    if (calls > 0) {
      timeline.line("%,d calls of earlier demos are still here.".formatted(calls));
    }
    for (StreamKey stream : streams) {
      node.alerts()
          .unresolved(stream)
          .ifPresent(alert ->
              node.alerts()
                  .change(
                      alert.id(),
                      Alert.State.RESOLVED,
                      "demo",
                      "a new demo began, with healthy providers"));
    }
    int shortest = streams.stream().mapToInt(figures::runsOf).min().orElse(0);
    return Math.max(DemoScript.HISTORY_HOURS - shortest, DemoScript.LEAST_HISTORY_HOURS);
  }
}
