package dev.signalbox.app.node;

import dev.signalbox.app.console.UsageException;
import dev.signalbox.app.settings.Settings.ScheduleSettings;
import dev.signalbox.dashboard.Dashboard;
import dev.signalbox.dashboard.DashboardSettings;
import dev.signalbox.dashboard.page.Sources;
import dev.signalbox.db.Database;
import dev.signalbox.db.store.PostgresAlertStore;
import dev.signalbox.db.store.PostgresLeaseStore;
import dev.signalbox.db.store.PostgresRoutingTableStore;
import dev.signalbox.db.store.PostgresRunStore;
import dev.signalbox.db.view.Views;
import dev.signalbox.eval.alert.AlertStore;
import dev.signalbox.eval.alert.RegressionWatch;
import dev.signalbox.eval.detect.StratifiedEDetector;
import dev.signalbox.eval.golden.GoldenSuite;
import dev.signalbox.eval.run.RunStore;
import dev.signalbox.eval.run.SuiteRunner;
import dev.signalbox.eval.schedule.EvalSchedule;
import dev.signalbox.eval.schedule.QuartzWaker;
import dev.signalbox.eval.schedule.ScheduledEvals;
import dev.signalbox.gateway.Gateway;
import dev.signalbox.gateway.GatewaySettings;
import dev.signalbox.router.Demotions;
import dev.signalbox.router.FailoverRouter;
import dev.signalbox.router.Router;
import dev.signalbox.router.budget.BudgetLedger;
import dev.signalbox.router.budget.LeasedLedger;
import dev.signalbox.router.health.Breakers;
import dev.signalbox.router.health.Latencies;
import dev.signalbox.router.table.ActiveTable;
import dev.signalbox.router.table.Target;
import dev.signalbox.router.time.Sleeper;
import dev.signalbox.router.time.Ticker;
import dev.signalbox.router.time.TimeOrderedUuid;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * One running Signalbox: gateway, scheduled evals and dashboard over one router and one database.
 * It starts whole or not at all, and stops in the opposite order: the gateway takes no more calls,
 * those under way end, the log is delivered, and the database is closed.
 */
public final class Node implements AutoCloseable {
  private static final StratifiedEDetector DETECTOR = StratifiedEDetector.standard();

  /** Grows whenever a waking is added, renamed or removed. */
  private static final int WAKINGS = 1;

  private static final int CALLS_PER_RUN = 12;
  private static final int RUNS_AT_ONCE = 4;

  private final Shutdown shutdown = new Shutdown();
  private final NodePlan plan;
  private final InstantSource clock = InstantSource.system();
  private final RandomGenerator random = new SecureRandom();
  private final Database database;
  private final RunStore runs;
  private final AlertStore alerts;
  private final NodeCallLog callLog;
  private final BudgetLedger ledger;
  private final ActiveTable table;
  private final Gateway gateway;
  private final Dashboard dashboard;

  private Node(NodePlan plan) {
    this.plan = plan;
    try {
      database = shutdown.closing(Database.connect(plan.database()));
      database.migrate();
      runs = new PostgresRunStore(database);
      alerts = new PostgresAlertStore(database);
      callLog = shutdown.closing(NodeCallLog.start(database, plan.log(), plan.name()));
      ledger = shutdown.closing(LeasedLedger.on(new PostgresLeaseStore(database), plan.name()));
      table = activeTable();
      Router router = router();
      startEvals(router);
      dashboard = shutdown.closing(startDashboard());
      gateway = shutdown.closing(startGateway(router));
    } catch (RuntimeException e) {
      shutdown.close();
      throw e;
    }
  }

  /**
   * Starts a node; on return it answers.
   *
   * @throws dev.signalbox.db.DatabaseException if the database cannot be used
   * @throws dev.signalbox.db.journal.JournalException if the journal cannot
   * @throws dev.signalbox.gateway.GatewayStartException if the gateway cannot listen
   * @throws dev.signalbox.dashboard.DashboardStartException if the dashboard cannot listen
   */
  public static Node start(NodePlan plan) {
    return new Node(plan);
  }

  private ActiveTable activeTable() {
    return new PostgresRoutingTableStore(database)
        .seed(plan.table().table(), plan.table().name(), "signalbox", "first start");
  }

  private Router router() {
    return new FailoverRouter(
        new FailoverRouter.Parts(
            () -> table,
            plan.catalog(),
            plan.providers(),
            new Breakers(plan.breakers(), Ticker.REAL),
            new Latencies(Ticker.REAL),
            ledger,
            Demotions.NONE,
            callLog.log(),
            clock,
            Ticker.REAL,
            Sleeper.REAL,
            random));
  }

  private void startEvals(Router router) {
    Supplier<UUID> ids = () -> TimeOrderedUuid.at(clock.instant(), random);
    RegressionWatch watch = new RegressionWatch(runs, alerts, DETECTOR, ids);
    List<EvalSchedule> schedules = plan.schedules().stream().map(this::schedule).toList();
    ScheduledEvals evals =
        new ScheduledEvals(
            () -> schedules,
            runs,
            new SuiteRunner(
                router,
                target -> plan.providers().of(target).simulated(),
                clock,
                ids,
                CALLS_PER_RUN),
            run -> watch.afterRun(run, suite(run.stream().suite())),
            plan.calendar(),
            RUNS_AT_ONCE);
    shutdown.closing(
        QuartzWaker.start(
            database.dataSource(),
            plan.name(),
            WAKINGS,
            List.of(
                new QuartzWaker.Waking("evals", plan.wakeEvery(), evals::runDue),
                callLog.housekeeping())));
  }

  private EvalSchedule schedule(ScheduleSettings settings) {
    GoldenSuite suite = suite(settings.suite());
    List<Target> targets =
        table
            .table()
            .task(suite.task())
            .orElseThrow(() ->
                new UsageException(
                    "suite %s is for task %s, which the routing table in force does not have"
                        .formatted(suite.name(), suite.task())))
            .route();
    return new EvalSchedule(suite, targets, settings.every());
  }

  private GoldenSuite suite(String name) {
    return plan.suites().stream()
        .filter(suite -> suite.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new UsageException("no golden suite is named " + name));
  }

  private Gateway startGateway(Router router) {
    GatewaySettings settings =
        new GatewaySettings(
            plan.gateway().host(),
            plan.gateway().port(),
            GatewaySettings.DEFAULT_MAX_BODY_BYTES,
            GatewaySettings.DEFAULT_MAX_CALLS,
            GatewaySettings.DEFAULT_DRAIN);
    return Gateway.start(settings, new Gateway.Backend(router, () -> table, callLog::readiness));
  }

  private Dashboard startDashboard() {
    Sources sources =
        new Sources(
            Views.over(database.jdbi(), plan.catalog()),
            alerts,
            () -> table,
            clock,
            plan.recentCalls(),
            DETECTOR.baselineRuns(),
            new EvidenceCurves(runs, DETECTOR));
    return Dashboard.start(
        new DashboardSettings(plan.dashboard().host(), plan.dashboard().port()), sources);
  }

  /** The base URL for an OpenAI client. */
  public URI gateway() {
    return gateway.address();
  }

  /** Where a browser finds the dashboard. */
  public URI dashboard() {
    return dashboard.address();
  }

  /** The routing table in force. */
  public ActiveTable table() {
    return table;
  }

  /** The route of a task that the routing table in force has. */
  public List<Target> targets(String task) {
    return table.table().task(task).orElseThrow().route();
  }

  /** Whether every call that was answered so far is in the database. */
  public boolean isLogDelivered() {
    return callLog.isDelivered();
  }

  public Database database() {
    return database;
  }

  public RunStore runs() {
    return runs;
  }

  public AlertStore alerts() {
    return alerts;
  }

  @Override
  public void close() {
    shutdown.close();
  }
}
