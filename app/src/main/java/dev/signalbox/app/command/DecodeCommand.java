package dev.signalbox.app.command;

import dev.signalbox.app.console.ExitCode;
import dev.signalbox.router.provider.recorded.DecodedExchange;
import dev.signalbox.router.provider.recorded.OutcomeCounts;
import dev.signalbox.router.provider.recorded.RecordedExchanges;
import dev.signalbox.router.provider.recorded.Recording;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** {@code signalbox decode}: recorded provider exchanges as the codecs see them. */
@Command(
    name = "decode",
    mixinStandardHelpOptions = true,
    description = {
      "Prints what the codecs make of recorded provider exchanges, one JSON line each,",
      "and on stderr how many of each provider came to what."
    },
    footer = {"", "Exit status: 0 all read; 1 some exchange could not be read; 2 bad arguments."})
public final class DecodeCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "FILE|DIR",
      arity = "1..*",
      description = "recordings, or folders of them")
  private List<Path> paths = List.of();

  @Override
  public Integer call() {
    PrintWriter out = Terminal.out(spec);
    PrintWriter err = Terminal.err(spec);
    OutcomeCounts counts = new OutcomeCounts();
    try (Stream<Recording> recordings = paths.stream().flatMap(RecordedExchanges::read)) {
      for (Recording recording : (Iterable<Recording>) recordings::iterator) {
        switch (recording) {
          case Recording.Exchange exchange -> {
            ObjectNode line = DecodedExchange.of(exchange);
            out.println(line);
            counts.add(line);
          }
          case Recording.Unreadable(var problem) -> {
            err.println(problem);
            counts.addUnreadable();
          }
        }
      }
    }
    out.flush();
    counts.lines().forEach(err::println);
    return counts.hasUnreadable() ? ExitCode.FOUND : ExitCode.OK;
  }
}
