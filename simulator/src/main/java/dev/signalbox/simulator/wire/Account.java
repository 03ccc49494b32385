package dev.signalbox.simulator.wire;

import java.util.Set;

/**
 * What a provider knows of its customer.
 *
 * @param keys the keys it accepts; when empty, any that is not blank
 * @param models the models it serves
 */
public record Account(Set<String> keys, Set<String> models) {
  public Account {
    keys = Set.copyOf(keys);
    models = Set.copyOf(models);
  }

  public boolean accepts(String key) {
    return keys.isEmpty() ? !key.isBlank() : keys.contains(key);
  }

  /** Keys are secrets. */
  @Override
  public String toString() {
    return "Account[" + keys.size() + " keys, models=" + models + "]";
  }
}
