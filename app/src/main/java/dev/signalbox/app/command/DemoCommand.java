package dev.signalbox.app.command;

import dev.signalbox.app.console.ExitCode;
import dev.signalbox.app.console.Logging;
import dev.signalbox.app.console.UsageException;
import dev.signalbox.app.demo.Demo;
import dev.signalbox.app.demo.Summary;
import dev.signalbox.app.demo.Timeline;
import dev.signalbox.app.node.Shutdown;
import dev.signalbox.app.settings.Settings.Listen;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code signalbox demo}: the whole of it on one machine, in two minutes. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Shows an outage that no caller notices and a quiet regression that is named within hours,"
            + " with simulated providers and everything else real.",
    footer = {
      "",
      "Exit status: 0 with --exit: no call failed, the regression was flagged within six simulated"
          + " hours, and there was no false alarm; 1 one of these does not hold; 2 could not start."
    })
public final class DemoCommand implements Callable<Integer> {
  /** Of the embedded database, below the data folder. */
  static final String FOLDER = "demo";

  private static final String LOOPBACK = "127.0.0.1";

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--exit", description = "end with the summary instead of going on serving")
  private boolean exit;

  @Option(
      names = "--gateway-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "default: any free one")
  private int gatewayPort;

  @Option(
      names = "--dashboard-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "default: any free one")
  private int dashboardPort;

  @Mixin private DatabaseOption database = new DatabaseOption();

  @Override
  public Integer call() throws InterruptedException {
    logToDataFolder();
    Timeline timeline = new Timeline(Terminal.out(spec), Terminal.isInteractive());
    Shutdown shutdown = new Shutdown();
    Runtime.getRuntime().addShutdownHook(new Thread(shutdown::close, "shutdown"));
    try {
      timeline.line("signalbox: starting PostgreSQL, simulated providers, gateway and dashboard …");
      Demo.Plan plan =
          new Demo.Plan(
              new Listen(LOOPBACK, gatewayPort),
              new Listen(LOOPBACK, dashboardPort),
              database.open(Optional.empty(), FOLDER, shutdown),
              database.journals(Optional.empty()));
      Summary summary = new Demo(plan, timeline, shutdown).play().summary();
      return end(summary, timeline);
    } finally {
      shutdown.close();
    }
  }

  private int end(Summary summary, Timeline timeline) throws InterruptedException {
    timeline.line("");
    summary.lines().forEach(timeline::line);
    List<String> broken = summary.broken();
    broken.forEach(sentence -> timeline.line("NOT AS PROMISED: " + sentence));
    if (!exit) {
      timeline.line("");
      timeline.line("The calendar stands still now; the application goes on. Ctrl-C ends it.");
      new CountDownLatch(1).await();
    }
    return broken.isEmpty() ? ExitCode.OK : ExitCode.FOUND;
  }

  private void logToDataFolder() {
    try {
      Logging.toFile(Files.createDirectories(database.data()));
    } catch (IOException e) {
      throw new UsageException("the folder " + database.data() + " cannot be written to", e);
    }
  }
}
