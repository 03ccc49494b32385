package dev.signalbox.router.catalog;

/**
 * What is known of a configured provider beside its name.
 *
 * @param vendor whose API it is
 * @param region where it processes data; empty if unknown
 * @param cloud whose machines it runs on; empty if unknown
 */
public record ProviderFacts(String vendor, String region, String cloud) {
  public static ProviderFacts of(String vendor) {
    return new ProviderFacts(vendor, "", "");
  }
}
