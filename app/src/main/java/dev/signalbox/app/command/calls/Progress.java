package dev.signalbox.app.command.calls;

import dev.signalbox.app.command.Terminal;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** A line on stderr that counts, while a person is looking; closing clears it. */
final class Progress implements AutoCloseable {
  private static final String CLEAR = "\r\u001b[K";

  private final PrintWriter err;
  private final String what;
  private final boolean shown = Terminal.isInteractive();

  Progress(@Nullable CommandSpec spec, String what) {
    this.err = Terminal.err(spec);
    this.what = what;
  }

  void at(long count) {
    if (shown) {
      err.print("%s%,d %s".formatted(CLEAR, count, what));
      err.flush();
    }
  }

  @Override
  public void close() {
    if (shown) {
      err.print(CLEAR);
      err.flush();
    }
  }
}
