package dev.signalbox.router.provider;

import dev.signalbox.router.catalog.ProviderFacts;

/** One vendor's API, ready to be asked. Implementations are thread-safe. */
public interface Provider {

  /** The name by which the routing table knows it. */
  String name();

  /** Whose API it is, where, and on whose machines. */
  ProviderFacts facts();

  /** Whether it only pretends, as in the demo. */
  boolean simulated();

  /** Whether there is a key to ask with. */
  boolean hasKey();

  /**
   * Asks once and throws nothing: every failure is an outcome. Interrupting the thread cancels the
   * exchange at once.
   */
  Exchange ask(Question question);
}
