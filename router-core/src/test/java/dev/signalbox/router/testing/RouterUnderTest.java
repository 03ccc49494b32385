package dev.signalbox.router.testing;

import dev.signalbox.router.CallLog;
import dev.signalbox.router.Demotions;
import dev.signalbox.router.FailoverRouter;
import dev.signalbox.router.RoutedCall;
import dev.signalbox.router.Router;
import dev.signalbox.router.catalog.Capability;
import dev.signalbox.router.catalog.Catalog;
import dev.signalbox.router.health.BreakerSettings;
import dev.signalbox.router.health.Breakers;
import dev.signalbox.router.health.Latencies;
import dev.signalbox.router.provider.Providers;
import dev.signalbox.router.table.ActiveTable;
import dev.signalbox.router.table.Latency;
import dev.signalbox.router.table.LogRule;
import dev.signalbox.router.table.RoutingTable;
import dev.signalbox.router.table.TableVersion;
import dev.signalbox.router.table.Target;
import dev.signalbox.router.table.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A router over two scripted providers, with one task of ten seconds named {@code explain}. */
public final class RouterUnderTest {
  public static final Target PRIMARY = Target.of("openai", "gpt-4o-mini").capped(100);
  public static final Target FALLBACK = Target.of("anthropic", "claude-haiku-4-5").capped(100);
  public static final String TASK = "explain";

  public final FakeTime time = new FakeTime();
  public final ScriptedProvider openai = new ScriptedProvider("openai", time);
  public final ScriptedProvider anthropic = new ScriptedProvider("anthropic", time);
  public final SimpleLedger ledger = new SimpleLedger();
  public final Latencies latencies = new Latencies(time);
  public final Breakers breakers = new Breakers(BreakerSettings.DEFAULT, time);
  public final Set<Target> demoted = new HashSet<>();

  /** Whether a call that comes finds room in the log, and whether one that was made does. */
  public boolean logHasRoom = true;

  public boolean logTakes = true;
  public final List<RoutedCall> log = Collections.synchronizedList(new ArrayList<>());

  /** The router, with the task changed as {@code change} says. */
  public Router with(UnaryOperator<Task.Builder> change) {
    Task task =
        change
            .apply(
                Task.of(
                        TASK,
                        "Says what something is",
                        Set.of(Capability.TEXT),
                        Latency.of(Duration.ofSeconds(10)),
                        PRIMARY,
                        FALLBACK)
                    .change())
            .build();
    ActiveTable active =
        new ActiveTable(new TableVersion(3, "abc"), new RoutingTable(List.of(task)));
    Demotions demotions = (_, target) -> demoted.contains(target);
    return new FailoverRouter(
        new FailoverRouter.Parts(
            () -> active,
            Catalog.shipped(),
            new Providers(List.of(openai, anthropic)),
            breakers,
            latencies,
            ledger,
            demotions,
            new Log(),
            time,
            time,
            time,
            new Random(7)));
  }

  private final class Log implements CallLog {
    @Override
    public boolean append(RoutedCall call, LogRule rule) {
      return logTakes && log.add(call);
    }

    @Override
    public boolean hasRoom() {
      return logHasRoom;
    }
  }

  public Router plain() {
    return with(task -> task);
  }
}
