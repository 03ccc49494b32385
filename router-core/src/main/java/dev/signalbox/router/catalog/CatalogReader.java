package dev.signalbox.router.catalog;

import dev.signalbox.router.chat.Effort;
import dev.signalbox.router.yaml.YamlMapping;
import dev.signalbox.router.yaml.YamlReader;
import dev.signalbox.router.yaml.YamlValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads the catalogue's file; its form is described at its head. */
final class CatalogReader {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");
  private static final BigDecimal MAX_RATE = BigDecimal.valueOf(10_000);
  private static final BigDecimal HOTTEST = BigDecimal.TWO;
  private static final int MAX_TOKENS = 100_000_000;
  private static final int MAX_SEARCHES = 1_000;

  private CatalogReader() {}

  static Map<String, SortedMap<String, Model>> read(String fileName, String yaml) {
    return YamlReader.read(
        fileName,
        yaml,
        root -> {
          root.required("format").integer(1, 1);
          Map<String, SortedMap<String, Model>> vendors = new HashMap<>();
          root.required("vendors")
              .mapping()
              .entries()
              .forEach((vendor, entries) -> vendors.put(vendor, models(vendor, entries)));
          return vendors;
        });
  }

  private static SortedMap<String, Model> models(String vendor, YamlValue entries) {
    if (!NAME.matcher(vendor).matches()) {
      entries.problem("a vendor's name has to be lower-case letters, digits and dashes");
    }
    SortedMap<String, Model> models = new TreeMap<>();
    for (YamlValue entry : entries.list()) {
      YamlMapping mapping = entry.mapping();
      Model model = model(vendor, mapping);
      for (YamlValue item : mapping.required("names").nonEmptyList()) {
        String name = item.text();
        if (models.put(name, model.alias(name)) != null && !name.isEmpty()) {
          item.problem("\"" + name + "\" is listed twice; keep one of them");
        }
      }
    }
    return models;
  }

  private static Model model(String vendor, YamlMapping mapping) {
    Set<Capability> capabilities =
        mapping.required("capabilities").choices(List.of(Capability.values()), Capability::key);
    return new Model(
        vendor,
        "(unnamed)",
        mapping
            .optional("api")
            .map(api -> api.choice(List.of(Model.Api.RESPONSES), CatalogReader::key))
            .orElse(Model.Api.USUAL),
        capabilities,
        limits(mapping, capabilities),
        mapping.required("accepts").choices(List.of(Parameter.values()), Parameter::key),
        mapping
            .optional("max_temperature")
            .map(value -> value.decimal(BigDecimal.ZERO, HOTTEST))
            .orElse(HOTTEST)
            .doubleValue(),
        mapping
            .optional("efforts")
            .map(efforts -> efforts.choices(List.of(Effort.values()), Effort::key))
            .orElse(Set.of()),
        mapping.optional("prefill").map(YamlValue::flag).orElse(false),
        mapping.optional("retires_on").map(YamlValue::date),
        prices(mapping));
  }

  private static String key(Model.Api api) {
    return api.name().toLowerCase(Locale.ROOT);
  }

  /** What makes a prompt or an answer longer has to be bounded, or no cost could be. */
  private static Model.Limits limits(YamlMapping mapping, Set<Capability> capabilities) {
    return new Model.Limits(
        mapping.required("max_input_tokens").integer(1, MAX_TOKENS),
        limit(
            mapping,
            "max_output_tokens",
            MAX_TOKENS,
            !capabilities.contains(Capability.EMBEDDINGS)),
        limit(mapping, "image_tokens", MAX_TOKENS, capabilities.contains(Capability.IMAGE)),
        limit(mapping, "pdf_page_tokens", MAX_TOKENS, capabilities.contains(Capability.PDF)),
        limit(mapping, "searches", MAX_SEARCHES, capabilities.contains(Capability.CITATIONS)));
  }

  private static int limit(YamlMapping mapping, String key, int max, boolean needed) {
    Optional<YamlValue> value = needed ? Optional.of(mapping.required(key)) : mapping.optional(key);
    return value.map(limit -> limit.integer(1, max)).orElse(0);
  }

  private static List<Price> prices(YamlMapping mapping) {
    Optional<YamlValue> unknown = mapping.optional("price");
    unknown.ifPresent(price -> price.choice(List.of("unknown"), word -> word));
    if (unknown.isEmpty()) {
      return prices(mapping.required("prices"));
    }
    mapping
        .optional("prices")
        .ifPresent(prices -> prices.problem("prices are given; delete price: unknown"));
    return List.of();
  }

  private static List<Price> prices(YamlValue value) {
    List<Price> prices = new ArrayList<>();
    for (YamlValue item : value.nonEmptyList()) {
      Price price = price(item.mapping());
      if (!prices.isEmpty() && !prices.getLast().effectiveFrom().isBefore(price.effectiveFrom())) {
        item.problem("prices stand in the order of effective_from; move this one up");
      }
      prices.add(price);
    }
    return prices;
  }

  private static Price price(YamlMapping mapping) {
    return new Price(
        mapping.required("effective_from").date(),
        rates(mapping),
        mapping.optional("per_search").map(CatalogReader::rate).orElse(BigDecimal.ZERO),
        mapping.optional("long_prompt").map(value -> longPrompt(value.mapping())),
        mapping.required("source").text());
  }

  private static Price.LongPrompt longPrompt(YamlMapping mapping) {
    return new Price.LongPrompt(
        mapping.required("above_tokens").integer(1, MAX_TOKENS), rates(mapping));
  }

  private static Rates rates(YamlMapping mapping) {
    BigDecimal input = rate(mapping.required("input"));
    BigDecimal cacheWrite = mapping.optional("cache_write").map(CatalogReader::rate).orElse(input);
    return Rates.perMillion(
        input,
        mapping.optional("cache_read").map(CatalogReader::rate).orElse(input),
        cacheWrite,
        mapping.optional("cache_write_1h").map(CatalogReader::rate).orElse(cacheWrite),
        rate(mapping.required("output")));
  }

  private static BigDecimal rate(YamlValue value) {
    BigDecimal rate = value.decimal(BigDecimal.ZERO, MAX_RATE).stripTrailingZeros();
    if (rate.scale() > Rates.DECIMALS) {
      value.problem("a price has at most " + Rates.DECIMALS + " digits after the point; round it");
      return BigDecimal.ZERO;
    }
    return rate;
  }
}
