package dev.signalbox.app.command.calls;

import picocli.CommandLine.Command;

/** {@code signalbox calls}: asks the call log, and tends it. */
@Command(
    name = "calls",
    mixinStandardHelpOptions = true,
    description = "Searches the call log, shows calls, and tends them.",
    subcommands = {
      SearchCommand.class,
      ShowCommand.class,
      TailCommand.class,
      RevisionsCommand.class,
      SpendCommand.class,
      RepriceCommand.class,
      EraseCommand.class,
      ExportCommand.class,
      ToGoldenCommand.class
    })
public final class CallsCommand {}
