package dev.signalbox.router.health;

import dev.signalbox.router.table.Target;
import java.util.Map;

/**
 * The breakers at one moment, for decisions and pages.
 *
 * @param circuits by target name; a target that is not there was never in trouble
 */
public record Health(Map<String, Circuit> circuits, long nowNanos) {
  public static final Health UNTROUBLED = new Health(Map.of(), 0);

  public Health {
    circuits = Map.copyOf(circuits);
  }

  public boolean admits(Target target) {
    return circuits.getOrDefault(target.name(), Circuit.Closed.HEALTHY).admits(nowNanos);
  }
}
