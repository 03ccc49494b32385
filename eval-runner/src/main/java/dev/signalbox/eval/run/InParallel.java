package dev.signalbox.eval.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Does one thing for many items on virtual threads, for so many at once and no more. */
public final class InParallel {
  private InParallel() {}

  /** What is done for one item. */
  @FunctionalInterface
  public interface Work<T, R> {
    R on(T item) throws InterruptedException;
  }

  /**
   * What {@code work} makes of each item, in the order of the items. On return every thread it used
   * has ended.
   *
   * @param atOnce at least 1
   * @throws InterruptedException if interrupted; the threads are interrupted too, and waited for
   * @throws RuntimeException what {@code work} threw for the first item for which it did
   */
  public static <T, R> List<R> map(List<T> items, int atOnce, Work<T, R> work)
      throws InterruptedException {
    Semaphore free = new Semaphore(atOnce);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        List<Future<R>> pending = new ArrayList<>();
        for (T item : items) {
          free.acquire();
          pending.add(
              threads.submit(() -> {
                try {
                  return work.on(item);
                } finally {
                  free.release();
                }
              }));
        }
        return results(pending);
      } finally {
        // Only matters when something went wrong; else every thread has ended by now.
        threads.shutdownNow();
      }
    }
  }

  private static <R> List<R> results(List<Future<R>> pending) throws InterruptedException {
    List<R> results = new ArrayList<>();
    for (Future<R> one : pending) {
      try {
        results.add(one.get());
      } catch (ExecutionException e) {
        throw rethrown(e.getCause());
      }
    }
    return results;
  }

  private static RuntimeException rethrown(@Nullable Throwable thrown) throws InterruptedException {
    return switch (thrown) {
      case RuntimeException e -> e;
      case Error e -> throw e;
      case InterruptedException e -> throw e;
      case null, default -> throw new AssertionError("work throws nothing else checked", thrown);
    };
  }
}
