package dev.signalbox.app.command;

import dev.signalbox.app.console.ExitCode;
import dev.signalbox.app.settings.Settings;
import dev.signalbox.app.settings.SettingsReader;
import dev.signalbox.app.settings.TableFile;
import dev.signalbox.router.table.RoutingTable;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code signalbox routes}: what can be done with a routing table's file. */
@Command(
    name = "routes",
    mixinStandardHelpOptions = true,
    description = "Lints or shows a routing table.")
public final class RoutesCommand {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--config",
      scope = ScopeType.INHERIT,
      defaultValue = "signalbox.yaml",
      description = "settings that name the providers (default: ${DEFAULT-VALUE})")
  private Path config = Path.of("signalbox.yaml");

  @Command(
      mixinStandardHelpOptions = true,
      description = "Reports every problem of a table with its line and column.",
      footer = {"", "Exit status: 0 the table is good; 2 it is not."})
  int check(@Parameters(paramLabel = "FILE", arity = "0..1") @Nullable Path file) {
    RoutingTable table = read(file);
    Terminal.out(spec).println("%d tasks, hash %s".formatted(table.tasks().size(), table.hash()));
    return ExitCode.OK;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Prints a table in its canonical form, whose SHA-256 is the table's hash.")
  int show(@Parameters(paramLabel = "FILE", arity = "0..1") @Nullable Path file) {
    Terminal.out(spec).println(read(file).canonicalForm());
    return ExitCode.OK;
  }

  private RoutingTable read(@Nullable Path file) {
    Settings settings = SettingsReader.read(config);
    Path path = Optional.ofNullable(file).orElse(settings.routes());
    return TableFile.read(path, settings.vendors()).table();
  }
}
