package dev.signalbox.router;

import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.table.Target;

/** Answers requests along the routing table. Thread-safe. */
public interface Router {

  /**
   * Answers a request along its task's route, inside the task's deadline.
   *
   * @throws UnknownTaskException if the table in force has no such task
   */
  RoutedCall call(String task, ChatRequest request);

  /**
   * Asks one target for a task, with no fallback: the target under test answers, or nobody does.
   *
   * @throws UnknownTaskException if the table in force has no such task
   */
  RoutedCall ask(String task, Target target, ChatRequest request);
}
