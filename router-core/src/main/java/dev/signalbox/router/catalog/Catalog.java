package dev.signalbox.router.catalog;

import dev.signalbox.router.chat.Usage;
import dev.signalbox.router.yaml.TextHash;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The models that each provider offers, with their limits and prices. Immutable. */
public final class Catalog {
  private static final String SHIPPED = "catalog.yaml";

  private static final int VERSION_DIGITS = 12;

  private final Map<String, SortedMap<String, Model>> byProvider;
  private final String version;

  private Catalog(Map<String, SortedMap<String, Model>> byProvider, String version) {
    this.byProvider = Map.copyOf(byProvider);
    this.version = version;
  }

  /** The catalogue that comes with Signalbox; its providers are named like their vendors. */
  public static Catalog shipped() {
    try (InputStream in =
        Objects.requireNonNull(Catalog.class.getResourceAsStream(SHIPPED), SHIPPED)) {
      return read(SHIPPED, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("the jar's own " + SHIPPED + " cannot be read", e);
    }
  }

  /**
   * Reads a catalogue.
   *
   * @param fileName how problems name it
   * @throws dev.signalbox.router.yaml.InvalidFileException if it has any problem
   */
  public static Catalog read(String fileName, String yaml) {
    return new Catalog(CatalogReader.read(fileName, yaml), version(yaml));
  }

  /**
   * This catalogue with the models of another: one that both have is as the other has it, whole; a
   * vendor that only the other has is added.
   */
  public Catalog with(Catalog other) {
    Map<String, SortedMap<String, Model>> merged = new TreeMap<>(byProvider);
    other.byProvider.forEach((provider, models) -> {
      SortedMap<String, Model> both = new TreeMap<>(merged.getOrDefault(provider, models));
      both.putAll(models);
      merged.put(provider, both);
    });
    return new Catalog(merged, version(version + other.version));
  }

  /**
   * The catalogue for providers with names of their own: each offers its vendor's models.
   *
   * @param providers by name
   */
  public Catalog forProviders(Map<String, ProviderFacts> providers) {
    Map<String, SortedMap<String, Model>> offered = new TreeMap<>();
    providers.forEach((provider, facts) -> {
      SortedMap<String, Model> models = byProvider.get(facts.vendor());
      if (models != null) {
        offered.put(provider, models);
      }
    });
    return new Catalog(offered, version);
  }

  /**
   * Names the content of the files that this came from, so that a decision can be understood with
   * the facts it was made on.
   */
  public String version() {
    return version;
  }

  /** The model of that name that a provider offers. */
  public Optional<Model> model(String provider, String name) {
    return Optional.ofNullable(byProvider.get(provider)).map(models -> models.get(name));
  }

  /** The names of all models that a provider offers. */
  public SortedSet<String> modelNames(String provider) {
    SortedMap<String, Model> models = byProvider.get(provider);
    return models == null ? new TreeSet<>() : new TreeSet<>(models.keySet());
  }

  /** What an exchange cost at the price of its day (UTC); empty when no price is known. */
  public Optional<Cost> cost(String provider, String model, Usage usage, LocalDate day) {
    return model(provider, model).flatMap(known -> known.cost(usage, day));
  }

  private static String version(String content) {
    return TextHash.sha256(content).substring(0, VERSION_DIGITS);
  }
}
