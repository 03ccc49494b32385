package dev.signalbox.router;

import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.decision.Decision;
import dev.signalbox.router.provider.PieceSink;
import dev.signalbox.router.table.Target;

/**
 * Answers requests along the routing table. Blocks the calling thread, which should be a virtual
 * one; interrupting it cancels the call and what it was asking. Thread-safe.
 */
public interface Router {

  /**
   * Answers a request along its task's route, inside the task's deadline.
   *
   * @throws UnknownTaskException if the table in force has no such task
   */
  RoutedCall call(String task, ChatRequest request);

  /**
   * The same, in pieces. What {@code sink} is given belongs to the answer: nothing comes before it
   * is certain that no other target has to be asked. It is called by one thread at a time, not
   * always the calling one; an exception it throws means that the caller went away.
   *
   * @throws UnknownTaskException if the table in force has no such task
   */
  RoutedCall stream(String task, ChatRequest request, PieceSink sink);

  /**
   * Asks one target for a task, with no fallback: the target under test answers, or nobody does. It
   * keeps to the task's ceiling for a call, but neither uses up nor heeds its budgets: those are
   * the applications'.
   *
   * @throws UnknownTaskException if the table in force has no such task
   */
  RoutedCall ask(String task, Target target, ChatRequest request);

  /**
   * What would be decided for a call that came now. Nothing is sent and nothing logged.
   *
   * @throws UnknownTaskException if the table in force has no such task
   */
  Decision decide(String task, ChatRequest request);
}
