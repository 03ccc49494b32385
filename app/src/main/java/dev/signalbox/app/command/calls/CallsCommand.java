package dev.signalbox.app.command.calls;

import picocli.CommandLine.Command;

/** {@code signalbox calls}: asks the call log, and tends it. */
@Command(
    name = "calls",
    mixinStandardHelpOptions = true,
    description = "Searches the call log, shows calls, and tends them.",
    subcommands = {})
public final class CallsCommand {}
