package dev.signalbox.router.catalog;

/**
 * What the settings say of a provider, beside how it is asked.
 *
 * @param vendor whose API it is; a fallback has to be at another vendor
 * @param region where its endpoint keeps data, as a task's vendor rule names it; empty if unknown
 * @param cloud what its endpoint runs on, so that a cloud's outage can be foreseen; empty if
 *     unknown
 */
public record ProviderFacts(String vendor, String region, String cloud) {
  /** Nothing but the vendor is known. */
  public static ProviderFacts of(String vendor) {
    return new ProviderFacts(vendor, "", "");
  }
}
