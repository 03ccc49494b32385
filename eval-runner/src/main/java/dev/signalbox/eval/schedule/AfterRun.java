package dev.signalbox.eval.schedule;

import dev.signalbox.eval.run.EvalRun;

/** What happens once a run is kept. Thread-safe; runs of different targets arrive in parallel. */
@FunctionalInterface
public interface AfterRun {
  void kept(EvalRun run);
}
