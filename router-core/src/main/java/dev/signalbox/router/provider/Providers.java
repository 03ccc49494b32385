package dev.signalbox.router.provider;

import dev.signalbox.router.table.Target;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The providers that are configured, by name. Immutable. */
public final class Providers {
  private final Map<String, Provider> byName;

  public Providers(Collection<Provider> providers) {
    byName =
        providers.stream()
            .collect(Collectors.toUnmodifiableMap(Provider::name, Function.identity()));
  }

  /**
   * The provider of a target.
   *
   * @throws IllegalArgumentException if there is none of that name; a checked table has no such
   *     target
   */
  public Provider of(Target target) {
    Provider provider = byName.get(target.provider());
    if (provider == null) {
      throw new IllegalArgumentException("no provider is named " + target.provider());
    }
    return provider;
  }

  /** The names of those there is a key for. */
  public Set<String> keyed() {
    return byName.values().stream()
        .filter(Provider::hasKey)
        .map(Provider::name)
        .collect(Collectors.toUnmodifiableSet());
  }
}
