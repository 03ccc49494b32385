package dev.signalbox.app.node;

import dev.signalbox.app.settings.Settings.Listen;
import dev.signalbox.app.settings.Settings.ScheduleSettings;
import dev.signalbox.app.settings.TableFile;
import dev.signalbox.db.DatabaseAddress;
import dev.signalbox.eval.golden.GoldenSuite;
import dev.signalbox.router.catalog.Catalog;
import dev.signalbox.router.health.BreakerSettings;
import dev.signalbox.router.provider.Providers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * What a node is to be.
 *
 * @param name the node's own in the cluster, the same after a restart
 * @param table seeds the routing table of a database that has none
 * @param suites the golden suites that schedules may name
 * @param calendar decides which runs are due
 * @param wakeEvery real time between two looks at the calendar
 * @param recentCalls how far back the dashboard's figures about calls reach
 */
public record NodePlan(
    String name,
    Listen gateway,
    Listen dashboard,
    DatabaseAddress database,
    LogPlan log,
    TableFile table,
    Catalog catalog,
    Providers providers,
    BreakerSettings breakers,
    List<GoldenSuite> suites,
    List<ScheduleSettings> schedules,
    InstantSource calendar,
    Duration wakeEvery,
    Duration recentCalls) {
  public NodePlan {
    suites = List.copyOf(suites);
    schedules = List.copyOf(schedules);
  }
}
