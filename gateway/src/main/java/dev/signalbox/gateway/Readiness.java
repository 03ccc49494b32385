package dev.signalbox.gateway;

import java.util.List;

/**
 * Whether calls can be taken.
 *
 * @param reasons why not, or not fully; one sentence each
 */
public record Readiness(State state, List<String> reasons) {
  public Readiness {
    reasons = List.copyOf(reasons);
  }

  /** From best to worst. */
  public enum State {
    READY("ready"),
    /** Calls are answered, but something that should be there is not. */
    DEGRADED("degraded"),
    NOT_READY("not_ready");

    private final String key;

    State(String key) {
      this.key = key;
    }

    String key() {
      return key;
    }
  }

  public static Readiness ready() {
    return new Readiness(State.READY, List.of());
  }

  public static Readiness degraded(String... reasons) {
    return new Readiness(State.DEGRADED, List.of(reasons));
  }

  public static Readiness notReady(String... reasons) {
    return new Readiness(State.NOT_READY, List.of(reasons));
  }
}
