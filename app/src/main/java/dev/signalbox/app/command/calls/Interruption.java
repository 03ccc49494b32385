package dev.signalbox.app.command.calls;

import dev.signalbox.app.console.ExitCode;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Makes Ctrl-C the ordinary end of a command that has no other: the thread that runs it is
 * interrupted, may close what it has open, and the exit status says that all is well.
 */
final class Interruption implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 10;

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread ending;

  private Interruption(Thread running) {
    this.ending = new Thread(() -> end(running), "interruption");
  }

  /** For the calling thread, until it closes this. */
  static Interruption endsThisThread() {
    Interruption interruption = new Interruption(Thread.currentThread());
    Runtime.getRuntime().addShutdownHook(interruption.ending);
    return interruption;
  }

  private void end(Thread running) {
    running.interrupt();
    try {
      boolean _ = ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(ExitCode.OK);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(ending);
    } catch (IllegalStateException _) {
      // It runs already, and waits for this.
    }
    ended.countDown();
  }
}
