package dev.signalbox.eval.schedule;

import dev.signalbox.eval.run.EvalRun;
import dev.signalbox.router.table.Target;

/** What became of one run that was due. */
public record ScheduledRun(String suite, Target target, DueSlot slot, End end) {

  /** How it ended. */
  public sealed interface End {}

  /** It is in the store. */
  record Kept(EvalRun run) implements End {}

  /** Another process had kept a run of that slot by then; this one was dropped. */
  record KeptElsewhere() implements End {}

  /** Nothing was kept; the slot stays due until the next one. */
  record Failed(String reason) implements End {}
}
