package dev.signalbox.router.health;

import java.util.Map;

/**
 * All breakers at one moment, for pages and probes of the process.
 *
 * @param targets by target name; a target that is not there was never in trouble
 * @param providers by provider name, likewise
 * @param nowNanos the moment, on the ticker that the circuits' times are readings of
 */
public record Health(Map<String, Circuit> targets, Map<String, Circuit> providers, long nowNanos) {
  public Health {
    targets = Map.copyOf(targets);
    providers = Map.copyOf(providers);
  }
}
