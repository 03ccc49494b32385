package dev.signalbox.db.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/** A second process that starts the embedded server of a folder, to be killed without notice. */
final class AnotherProcess {
  private static final String READY = "ready";

  private AnotherProcess() {}

  /** Starts it and waits until its server runs. */
  static Process running(Path folder, Path programs) throws IOException {
    Process process =
        new ProcessBuilder(command(folder, programs)).redirectErrorStream(true).start();
    StringBuilder printed = new StringBuilder();
    String line = process.inputReader().readLine();
    while (line != null && !line.equals(READY)) {
      printed.append('\n').append(line);
      line = process.inputReader().readLine();
    }
    if (line == null) {
      throw new AssertionError("the second process ended before its server ran:" + printed);
    }
    return process;
  }

  private static List<String> command(Path folder, Path programs) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("java.class.path"),
        AnotherProcess.class.getName(),
        folder.toString(),
        programs.toString());
  }

  public static void main(String[] arguments) throws InterruptedException {
    EmbeddedPostgres.start(Path.of(arguments[0]), Path.of(arguments[1]), OptionalInt.empty());
    System.out.println(READY);
    Thread.currentThread().join();
  }
}
