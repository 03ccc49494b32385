package dev.signalbox.simulator;

import java.time.Duration;

/** Which requests an outage strikes. */
public sealed interface Hits {
  Hits ALL = new Share(1);

  /** A share of them, the same ones for the same seed. */
  record Share(double share) implements Hits {
    public Share {
      Checks.share("share", share);
    }
  }

  /** Those that come first after it began; then the provider is well again. */
  record First(int requests) implements Hits {
    public First {
      Checks.count("requests", requests);
    }
  }

  /** Every n-th, counted from the outage's begin; 1 is every one. */
  record EveryNth(int n) implements Hits {
    public EveryNth {
      if (n < 1) {
        throw new IllegalArgumentException("every n-th needs an n of at least 1, got " + n);
      }
    }
  }

  /** Those that come while it is down: first down, then up, and so on. */
  record Flapping(Duration down, Duration up) implements Hits {
    public Flapping {
      Checks.duration("down", down);
      Checks.duration("up", up);
    }
  }
}
