package dev.signalbox.app.command;

import dev.signalbox.app.console.ExitCode;
import dev.signalbox.app.settings.Settings;
import dev.signalbox.app.settings.SettingsReader;
import dev.signalbox.app.settings.TableFile;
import dev.signalbox.router.table.RoutingTable;
import dev.signalbox.router.table.TableDiff;
import dev.signalbox.router.table.TableSchema;
import dev.signalbox.router.yaml.YamlReader;
import java.nio.file.Path;
import java.util.List;
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
    description = "Lints, compares or shows routing tables.")
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
      footer = {"", "Exit status: 0 the table is good, warnings or not; 2 it is not."})
  int check(@Parameters(paramLabel = "FILE", arity = "0..1") @Nullable Path file) {
    TableFile read = read(file);
    read.warnings().forEach(warning -> Terminal.err(spec).println("warning: " + warning));
    Terminal.out(spec)
        .println("%d tasks, hash %s".formatted(read.table().tasks().size(), read.table().hash()));
    return ExitCode.OK;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Says how the table of one file differs from another's, by task and rule.",
      footer = {"", "Exit status: 0 they are the same; 1 they differ; 2 one is no table."})
  int diff(
      @Parameters(index = "0", paramLabel = "BEFORE") Path before,
      @Parameters(index = "1", paramLabel = "AFTER") Path after) {
    List<String> lines = TableDiff.lines(unchecked(before), unchecked(after));
    lines.forEach(Terminal.out(spec)::println);
    return lines.isEmpty() ? ExitCode.OK : ExitCode.FOUND;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Prints a table in its canonical form, whose SHA-256 is the table's hash.")
  int show(@Parameters(paramLabel = "FILE", arity = "0..1") @Nullable Path file) {
    Terminal.out(spec).println(read(file).table().canonicalForm());
    return ExitCode.OK;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Prints the JSON Schema of a table's file, for editors.")
  int schema() {
    Terminal.out(spec).println(TableSchema.text());
    return ExitCode.OK;
  }

  private TableFile read(@Nullable Path file) {
    Settings settings = SettingsReader.read(config);
    return TableFile.read(Optional.ofNullable(file).orElse(settings.routes()), settings);
  }

  /** What differs can be said without knowing whether it would work here. */
  private static RoutingTable unchecked(Path file) {
    return RoutingTable.read(file.toString(), YamlReader.text(file));
  }
}
