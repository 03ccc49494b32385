package dev.signalbox.router.provider;

import dev.signalbox.router.catalog.ProviderFacts;
import dev.signalbox.router.table.Target;
import java.util.Collection;
import java.util.Map;
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

  /** Whether there is a key to ask a target with. */
  public boolean hasKey(Target target) {
    Provider provider = byName.get(target.provider());
    return provider != null && provider.hasKey();
  }

  /** What is known of each, by name. */
  public Map<String, ProviderFacts> facts() {
    return byName.values().stream()
        .collect(Collectors.toUnmodifiableMap(Provider::name, Provider::facts));
  }
}
