package dev.signalbox.app.settings;

import dev.signalbox.app.settings.Settings.Listen;
import dev.signalbox.app.settings.Settings.ProviderSettings;
import dev.signalbox.app.settings.Settings.ScheduleSettings;
import dev.signalbox.router.catalog.Catalog;
import dev.signalbox.router.catalog.ProviderFacts;
import dev.signalbox.router.connect.Api;
import dev.signalbox.router.yaml.YamlMapping;
import dev.signalbox.router.yaml.YamlReader;
import dev.signalbox.router.yaml.YamlValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code signalbox.yaml}. */
public final class SettingsReader {
  static final int GATEWAY_PORT = 4000;
  static final int DASHBOARD_PORT = 4001;

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");
  private static final Pattern VARIABLE = Pattern.compile("[A-Z][A-Z0-9_]*");
  private static final URI NOWHERE = URI.create("http://127.0.0.1");

  private SettingsReader() {}

  /**
   * Reads a settings file; the files it names are relative to it.
   *
   * @throws dev.signalbox.router.yaml.InvalidFileException if there is anything wrong with it
   */
  public static Settings read(Path file) {
    Path folder = file.toAbsolutePath().resolveSibling("");
    return YamlReader.read(file, root -> settings(root, folder));
  }

  private static Settings settings(YamlMapping root, Path folder) {
    root.required("format").integer(1, 1);
    List<ProviderSettings> providers = providers(root);
    return new Settings(
        node(root.optional("node")),
        listen(root.optional("gateway"), GATEWAY_PORT),
        listen(root.optional("dashboard"), DASHBOARD_PORT),
        root.optional("database").flatMap(SettingsReader::database),
        root.optional("log")
            .map(log -> LogSettingsReader.read(log.mapping(), folder))
            .orElse(LogSettings.DEFAULT),
        folder.resolve(root.required("routes").text()),
        catalog(root.optional("catalog").map(YamlValue::text).map(folder::resolve), providers),
        root.optional("suites").map(YamlValue::text).map(folder::resolve),
        providers,
        root.optional("schedules").map(SettingsReader::schedules).orElse(List.of()));
  }

  private static String node(Optional<YamlValue> value) {
    value.ifPresent(given -> checkName(given.text(), "\"node\"", given));
    return value.map(YamlValue::text).orElseGet(HostName::ofThisMachine);
  }

  private static Listen listen(Optional<YamlValue> value, int defaultPort) {
    Optional<YamlMapping> given = value.map(YamlValue::mapping);
    return new Listen(
        given.flatMap(at -> at.optional("host")).map(YamlValue::text).orElse("127.0.0.1"),
        given
            .flatMap(at -> at.optional("port"))
            .map(p -> p.integer(0, 65_535))
            .orElse(defaultPort));
  }

  private static Optional<String> database(YamlValue value) {
    String url = value.text();
    if (url.equals("embedded")) {
      return Optional.empty();
    }
    if (!url.matches("(jdbc:postgresql|postgres|postgresql)://.+")) {
      value.problem("\"database\" has to be embedded or a URL such as postgresql://user@host/name");
    }
    return Optional.of(url);
  }

  /** The models that ship with Signalbox, and those of the user's own file before them. */
  private static Catalog catalog(Optional<Path> own, List<ProviderSettings> providers) {
    Catalog known =
        own.map(file -> Catalog.read(file.toString(), YamlReader.text(file)))
            .map(Catalog.shipped()::with)
            .orElseGet(Catalog::shipped);
    Map<String, ProviderFacts> facts = new HashMap<>();
    providers.forEach(provider -> facts.put(provider.name(), provider.facts()));
    return known.forProviders(facts);
  }

  private static List<ProviderSettings> providers(YamlMapping root) {
    YamlMapping providers = root.required("providers").mapping();
    if (providers.entries().isEmpty()) {
      providers.problem("\"providers\" has to name at least one provider");
    }
    return providers.entries().entrySet().stream()
        .map(entry -> provider(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static ProviderSettings provider(String name, YamlValue value) {
    checkName(name, "a provider's name", value);
    YamlMapping provider = value.mapping();
    Api api = provider.required("api").choice(List.of(Api.values()), Api::key);
    return new ProviderSettings(
        name,
        api,
        baseUrl(provider, api),
        new ProviderFacts(
            name(provider, "vendor").or(api::vendor).orElse(name),
            name(provider, "region").orElse(""),
            name(provider, "cloud").orElse("")),
        provider
            .optional("key_env")
            .map(SettingsReader::keyVariable)
            .orElseGet(() -> usualKeyVariable(name)));
  }

  private static Optional<String> name(YamlMapping provider, String key) {
    Optional<YamlValue> value = provider.optional(key);
    value.ifPresent(given -> checkName(given.text(), "\"" + key + "\"", given));
    return value.map(YamlValue::text);
  }

  private static void checkName(String name, String what, YamlValue value) {
    if (!NAME.matcher(name).matches()) {
      value.problem(what + " has to be lower-case letters, digits and dashes");
    }
  }

  /** The vendor's own address, unless another is given. */
  private static URI baseUrl(YamlMapping provider, Api api) {
    return api.baseUrl()
        .flatMap(usual ->
            provider.optional("base_url").map(SettingsReader::baseUrl).or(() -> Optional.of(usual)))
        .orElseGet(() -> baseUrl(provider.required("base_url")));
  }

  private static URI baseUrl(YamlValue value) {
    String text = value.text();
    try {
      URI url = new URI(text);
      boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
      if (web && url.getHost() != null && url.getUserInfo() == null && url.getQuery() == null) {
        return url;
      }
    } catch (URISyntaxException e) {
      // Told below, like every other unusable address.
    }
    value.problem("\"base_url\" has to be an address such as https://api.openai.com/v1");
    return NOWHERE;
  }

  private static String keyVariable(YamlValue value) {
    String name = value.text();
    if (!VARIABLE.matcher(name).matches()) {
      // Not repeated in the message: people do put the key itself here.
      value.problem(
          "\"key_env\" has to be the name of an environment variable, such as OPENAI_API_KEY;"
              + " the key itself never stands in this file");
    }
    return name;
  }

  /** {@code OPENAI_API_KEY} of a provider named openai. */
  private static String usualKeyVariable(String name) {
    return name.toUpperCase(Locale.ROOT).replace('-', '_') + "_API_KEY";
  }

  private static List<ScheduleSettings> schedules(YamlValue value) {
    return value.list().stream()
        .map(YamlValue::mapping)
        .map(schedule ->
            new ScheduleSettings(
                schedule.required("suite").text(),
                schedule.required("every").duration(Duration.ofMinutes(15), Duration.ofDays(7))))
        .toList();
  }
}
