package dev.signalbox.db.embedded;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs one of the server's programs to its end.
 *
 * @param folder where it runs
 * @param output the file that takes what it prints: a pipe would stay open as long as a server that
 *     it starts
 */
record Command(Account account, Path folder, Path output) {

  /** How a command ended. */
  record Ending(int exitCode, String printed) {
    boolean succeeded() {
      return exitCode == 0;
    }

    /** What went wrong, on one line. */
    String complaint() {
      return Complaint.in(printed);
    }
  }

  /**
   * Runs a command.
   *
   * @throws IOException if there is no such program, or it does not end within {@code limit}
   */
  Ending run(Duration limit, List<String> words) throws IOException {
    List<String> line = new ArrayList<>(account.prefix());
    line.addAll(words);
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .directory(folder.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    // The caller's own PostgreSQL settings must not reach ours, and we read what it prints.
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException(words.getFirst() + " did not end within " + limit.toSeconds() + " s");
      }
      return new Ending(process.exitValue(), Files.readString(output));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted = new InterruptedIOException("interrupted");
      interrupted.initCause(e);
      throw interrupted;
    } finally {
      process.destroyForcibly();
      Files.deleteIfExists(output);
    }
  }
}
