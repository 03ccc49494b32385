package dev.signalbox.router.catalog;

import dev.signalbox.router.yaml.YamlMapping;
import dev.signalbox.router.yaml.YamlReader;
import dev.signalbox.router.yaml.YamlValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the catalogue's file; its form is described at its head. */
final class CatalogReader {
  private static final BigDecimal MAX_RATE = BigDecimal.valueOf(10_000);
  private static final int MAX_TOKENS = 100_000_000;

  private static final BigDecimal HOTTEST = BigDecimal.TWO;

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
    return new Model(
        vendor,
        "(unnamed)",
        Model.Api.USUAL,
        capabilities(mapping.required("capabilities")),
        new Model.Limits(
            mapping.required("max_input_tokens").integer(1, MAX_TOKENS),
            mapping.required("max_output_tokens").integer(1, MAX_TOKENS),
            mapping.optional("image_tokens").map(value -> value.integer(1, MAX_TOKENS)).orElse(0),
            0,
            0),
        mapping.required("accepts_sampling").flag()
            ? EnumSet.of(Parameter.TEMPERATURE, Parameter.TOP_P, Parameter.STOP)
            : EnumSet.of(Parameter.STOP),
        mapping
            .optional("max_temperature")
            .map(value -> value.decimal(BigDecimal.ZERO, HOTTEST))
            .orElse(HOTTEST)
            .doubleValue(),
        Set.of(),
        false,
        Optional.empty(),
        prices(mapping.required("prices")));
  }

  private static Set<Capability> capabilities(YamlValue value) {
    EnumSet<Capability> capabilities = EnumSet.of(Capability.STREAMING);
    for (YamlValue item : value.list()) {
      capabilities.add(item.choice(List.of(Capability.values()), Capability::key));
    }
    return capabilities;
  }

  private static List<Price> prices(YamlValue value) {
    List<Price> prices = new ArrayList<>();
    for (YamlValue item : value.list()) {
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
        BigDecimal.ZERO,
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
        cacheWrite,
        rate(mapping.required("output")));
  }

  private static BigDecimal rate(YamlValue value) {
    return value.decimal(BigDecimal.ZERO, MAX_RATE);
  }
}
