package dev.signalbox.app.command.calls;

import dev.signalbox.app.command.CommandDatabase;
import dev.signalbox.app.command.Terminal;
import dev.signalbox.app.console.ExitCode;
import dev.signalbox.app.console.UsageException;
import dev.signalbox.db.Database;
import dev.signalbox.db.calllog.Erasure;
import java.io.Console;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code signalbox calls erase}: what was said by whom, gone for good. */
@Command(
    name = "erase",
    mixinStandardHelpOptions = true,
    description = {
      "Erases calls, or all calls of a user so far: prompts, answers, tags, names and whatever a"
          + " provider may have quoted. What they cost stays in every sum, under nobody's name.",
      "Calls that are still in a node's journal do not come back. It cannot be undone."
    },
    footer = {
      "",
      "Exit status: 0 erased, or nothing was there; 2 bad input.",
      "",
      "  signalbox calls erase --user u-17 --why 'asked for in ticket 4711'",
      "  signalbox calls erase 019a8c2e-5d00-7a31-8f3e-2b1c9d4e6f70 --why 'held a password' --yes"
    })
final class EraseCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private CommandDatabase database = new CommandDatabase();

  @Parameters(paramLabel = "CALL", arity = "0..*", description = "ids of calls")
  private List<String> calls = List.of();

  @Option(names = "--user", paramLabel = "NAME", description = "every call of this user so far")
  private @Nullable String user;

  @Option(
      names = "--why",
      required = true,
      paramLabel = "TEXT",
      description = "for the record, which is kept: name nobody")
  private String why = "";

  @Option(
      names = "--who",
      paramLabel = "NAME",
      defaultValue = "${sys:user.name}",
      description = "on whose word, for the record (default: ${DEFAULT-VALUE})")
  private String who = "";

  @Option(names = "--yes", description = "do not ask")
  private boolean yes;

  @Override
  public Integer call() {
    if ((user == null) == calls.isEmpty()) {
      throw new UsageException("give either ids of calls or --user");
    }
    if (why.isBlank()) {
      throw new UsageException("--why has to say something");
    }
    List<UUID> ids = calls.stream().map(Asked::callId).toList();
    if (!yes) {
      ask(user == null ? ids.size() + " calls" : "every call of user " + Printable.line(user, 80));
    }
    Erasure.Erased erased = database.useMigrated(opened -> erase(opened, ids));
    Terminal.out(spec)
        .println("erased: %d calls, %d payloads".formatted(erased.calls(), erased.payloads()));
    return ExitCode.OK;
  }

  private void ask(String what) {
    String answer =
        Optional.ofNullable(System.console())
            .filter(Console::isTerminal)
            .map(console -> console.readLine("Erase %s for good? [y/N] ", what))
            .orElseThrow(
                () -> new UsageException("nobody can be asked here; --yes erases without asking"));
    if (!answer.strip().equalsIgnoreCase("y")) {
      throw new UsageException("nothing was erased");
    }
  }

  private Erasure.Erased erase(Database opened, List<UUID> ids) {
    Erasure erasure = new Erasure(opened);
    Erasure.Order order = new Erasure.Order(who, why);
    try (Progress progress = new Progress(spec, "calls")) {
      return user == null
          ? ids.stream()
              .map(id -> erasure.call(id, order))
              .reduce(Erasure.Erased.NOTHING, Erasure.Erased::and)
          : erasure.user(user, order, erased -> progress.at(erased.calls()));
    }
  }
}
