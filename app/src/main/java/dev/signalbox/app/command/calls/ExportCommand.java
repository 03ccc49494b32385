package dev.signalbox.app.command.calls;

import dev.signalbox.app.command.CommandDatabase;
import dev.signalbox.app.command.Terminal;
import dev.signalbox.app.console.ExitCode;
import dev.signalbox.app.console.UsageException;
import dev.signalbox.dashboard.api.CallQuestion;
import dev.signalbox.db.view.CallExport;
import dev.signalbox.db.view.CallFilter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code signalbox calls export}: calls for other programs, however many. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the calls that all options given are true of to a file, oldest first.",
      "jsonl: a call a line with its attempts. csv: an attempt a line with its call."
    },
    footer = {
      "",
      "Exit status: 0 written; 2 bad input, or a file that cannot be written.",
      "",
      "  signalbox calls export --format csv --from 2026-11-01 --to 2026-12-01 november.csv",
      "  signalbox calls export --format jsonl --task summary --payloads - | jq .request"
    })
final class ExportCommand implements Callable<Integer> {
  private static final int TOLD_EVERY = 1_000;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private CommandDatabase database = new CommandDatabase();
  @Mixin private FilterOptions options = new FilterOptions();

  @Option(
      names = "--format",
      required = true,
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES}")
  private ExportFormat format = ExportFormat.JSONL;

  @Option(names = "--payloads", description = "with prompts and answers; jsonl only")
  private boolean payloads;

  @Parameters(paramLabel = "FILE", description = "where to; - is standard output")
  private String file = "";

  @Override
  public Integer call() {
    if (payloads && format == ExportFormat.CSV) {
      throw new UsageException("prompts and answers go into jsonl: --payloads --format jsonl");
    }
    CallFilter filter = Asked.read(options.given(), CallQuestion::filter);
    long calls = file.equals("-") ? toStandardOutput(filter) : toFile(filter, Path.of(file));
    Terminal.err(spec).println(calls + " calls exported");
    return ExitCode.OK;
  }

  private long toStandardOutput(CallFilter filter) {
    PrintWriter out = Terminal.out(spec);
    long calls = export(filter, out);
    out.flush();
    return calls;
  }

  /** Whatever happens, the file is either whole or not there. */
  private long toFile(CallFilter filter, Path target) {
    Path part = target.resolveSibling(target.getFileName() + ".part");
    try {
      try {
        long calls;
        try (BufferedWriter out = Files.newBufferedWriter(part)) {
          calls = export(filter, out);
        }
        Files.move(
            part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        return calls;
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw unwritable(e);
    } catch (UncheckedIOException e) {
      throw unwritable(e);
    }
  }

  private UsageException unwritable(Exception cause) {
    return new UsageException("cannot write " + file + " (" + cause.getMessage() + ")", cause);
  }

  private long export(CallFilter filter, Writer out) {
    return database.read(views -> {
      try (Progress progress = new Progress(spec, "calls")) {
        return write(views.export(), filter, out, progress);
      }
    });
  }

  private long write(CallExport calls, CallFilter filter, Writer out, Progress progress) {
    ExportFormat.Lines lines = format.to(out);
    lines.begin();
    calls.each(
        filter,
        payloads,
        call -> {
          lines.add(call);
          if (lines.calls() % TOLD_EVERY == 0) {
            progress.at(lines.calls());
            stopIfNobodyReads(out);
          }
        });
    return lines.calls();
  }

  /** A {@code PrintWriter} never throws. */
  private static void stopIfNobodyReads(Writer out) {
    if (out instanceof PrintWriter printer && printer.checkError()) {
      throw new UsageException("standard output was closed before all calls were written");
    }
  }
}
