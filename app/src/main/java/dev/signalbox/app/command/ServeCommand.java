package dev.signalbox.app.command;

import ch.qos.logback.classic.Level;
import dev.signalbox.app.console.ExitCode;
import dev.signalbox.app.console.Logging;
import dev.signalbox.app.console.UsageException;
import dev.signalbox.app.node.LogPlan;
import dev.signalbox.app.node.Node;
import dev.signalbox.app.node.NodePlan;
import dev.signalbox.app.node.Shutdown;
import dev.signalbox.app.node.Suites;
import dev.signalbox.app.settings.ConfiguredProviders;
import dev.signalbox.app.settings.Settings;
import dev.signalbox.app.settings.SettingsReader;
import dev.signalbox.app.settings.TableFile;
import dev.signalbox.eval.golden.GoldenSuite;
import dev.signalbox.router.health.BreakerSettings;
import dev.signalbox.router.provider.Providers;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code signalbox serve}: one node, with real providers. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Runs gateway, scheduled evals and dashboard until it is told to end.",
    footer = {"", "Exit status: 0 ended when told to; 2 could not start."})
public final class ServeCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

  /** Of the embedded database, below the data folder. */
  static final String FOLDER = "postgres";

  private static final Duration WAKE_EVERY = Duration.ofSeconds(15);
  private static final Duration RECENT_CALLS = Duration.ofDays(1);

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      defaultValue = "signalbox.yaml",
      description = "settings (default: ${DEFAULT-VALUE})")
  private Path config = Path.of("signalbox.yaml");

  @Option(
      names = "--allow-missing-keys",
      description = "start though a provider has no key; its targets are skipped")
  private boolean allowMissingKeys;

  @Mixin private DatabaseOption database = new DatabaseOption();

  @Override
  public Integer call() throws InterruptedException {
    Logging.toConsole(Level.INFO);
    Settings settings = SettingsReader.read(config);
    TableFile table = TableFile.read(settings.routes(), settings);
    table.warnings().forEach(warning -> LOG.warn("{}", warning));
    Providers providers = providers(settings);
    List<GoldenSuite> suites = Suites.of(settings);
    // Everything a person wrote is checked by now; from here on things are started.
    Shutdown shutdown = new Shutdown();
    Thread ending = new Thread(shutdown::close, "shutdown");
    Runtime.getRuntime().addShutdownHook(ending);
    try {
      Node node =
          shutdown.closing(
              Node.start(
                  new NodePlan(
                      settings.node(),
                      settings.gateway(),
                      settings.dashboard(),
                      database.open(settings.database(), FOLDER, shutdown),
                      new LogPlan(
                          database.journals(settings.log().journals()),
                          settings.log().journal(),
                          settings.log().retention(),
                          settings.log().redactor()::redact),
                      table,
                      settings.catalog(),
                      providers,
                      BreakerSettings.DEFAULT,
                      suites,
                      settings.schedules(),
                      InstantSource.system(),
                      WAKE_EVERY,
                      RECENT_CALLS)));
      welcome(node, table);
      new CountDownLatch(1).await();
      return ExitCode.OK;
    } catch (RuntimeException e) {
      shutdown.close();
      throw e;
    }
  }

  private Providers providers(Settings settings) {
    ConfiguredProviders configured = ConfiguredProviders.of(settings, System.getenv());
    if (!configured.missingKeys().isEmpty() && !allowMissingKeys) {
      throw new UsageException(
          String.join("; ", configured.missingKeys())
              + "; set the key, or start with --allow-missing-keys to leave those targets out");
    }
    return configured.providers();
  }

  private void welcome(Node node, TableFile file) {
    PrintWriter out = Terminal.out(spec);
    out.println("dashboard  " + node.dashboard());
    out.println("gateway    " + node.gateway() + "  (base URL for any OpenAI client)");
    out.println(
        "routes     version %d, hash %s"
            .formatted(node.table().version().number(), node.table().version().shortHash()));
    if (!node.table().version().hash().equals(file.table().hash())) {
      out.println(
          "           the database's table is in force; " + file.name() + " differs from it");
    }
    out.flush();
  }
}
