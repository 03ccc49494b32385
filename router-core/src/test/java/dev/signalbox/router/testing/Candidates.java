package dev.signalbox.router.testing;

import dev.signalbox.router.catalog.Catalog;
import dev.signalbox.router.decision.Candidate;
import dev.signalbox.router.table.Target;

/** Candidates from the shipped catalogue. */
public final class Candidates {
  private static final Catalog CATALOG = Catalog.shipped();

  private Candidates() {}

  /** With a cap of 100 tokens, and at most a millionth of a USD. */
  public static Candidate of(Target target) {
    return new Candidate(
        target, CATALOG.model(target.provider(), target.model()).orElseThrow(), 100, 1_000_000);
  }
}
