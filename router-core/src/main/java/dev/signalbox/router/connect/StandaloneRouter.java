package dev.signalbox.router.connect;

import dev.signalbox.router.CallLog;
import dev.signalbox.router.Demotions;
import dev.signalbox.router.FailoverRouter;
import dev.signalbox.router.Router;
import dev.signalbox.router.budget.BudgetLedger;
import dev.signalbox.router.budget.InMemoryLeaseStore;
import dev.signalbox.router.budget.LeasedLedger;
import dev.signalbox.router.catalog.Catalog;
import dev.signalbox.router.catalog.ProviderFacts;
import dev.signalbox.router.health.BreakerSettings;
import dev.signalbox.router.health.Breakers;
import dev.signalbox.router.health.Latencies;
import dev.signalbox.router.provider.ApiKey;
import dev.signalbox.router.provider.OkHttpTransport;
import dev.signalbox.router.provider.Providers;
import dev.signalbox.router.table.ActiveTable;
import dev.signalbox.router.table.RoutingTable;
import dev.signalbox.router.table.RoutingTableReader;
import dev.signalbox.router.table.TableVersion;
import dev.signalbox.router.time.Sleeper;
import dev.signalbox.router.time.Ticker;
import dev.signalbox.router.yaml.YamlReader;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import okhttp3.OkHttpClient;

/**
 * A router for programs that use the library alone: one process, its table in a file, its budgets
 * in memory.
 *
 * <pre>{@code
 * Router router =
 *     StandaloneRouter.builder().keysFrom(System.getenv()).build(Path.of("routes.yaml"));
 * RoutedCall call = router.call("summary", ChatRequest.of(Message.user("…")));
 * }</pre>
 */
public final class StandaloneRouter {
  private static final List<Api> VENDORS =
      List.of(Api.ANTHROPIC_MESSAGES, Api.OPENAI, Api.GOOGLE_GEMINI, Api.PERPLEXITY_AGENT);

  private final Map<String, Connection> connections = new LinkedHashMap<>();
  private Catalog catalog = Catalog.shipped();
  private CallLog log = CallLog.NONE;

  private StandaloneRouter() {}

  /** A builder without any provider yet. Not thread-safe. */
  public static StandaloneRouter builder() {
    return new StandaloneRouter();
  }

  /**
   * Adds the vendors with an API of their own, each with the key in its usual variable: {@code
   * ANTHROPIC_API_KEY}, {@code OPENAI_API_KEY}, {@code GOOGLE_API_KEY}, {@code PERPLEXITY_API_KEY}.
   * Targets of one that has no key are skipped, and every decision says so. Where a proxy stands
   * before a vendor, {@code OPENAI_BASE_URL} and its like say where, as they do to the vendor's own
   * SDK.
   *
   * @throws IllegalArgumentException if one could not be a key, or an address
   */
  public StandaloneRouter keysFrom(Map<String, String> environment) {
    for (Api api : VENDORS) {
      String prefix = api.vendor().orElseThrow().toUpperCase(Locale.ROOT);
      String key = environment.getOrDefault(prefix + "_API_KEY", "");
      String address = environment.getOrDefault(prefix + "_BASE_URL", "");
      Connection usual =
          Connection.of(api, key.isBlank() ? Optional.empty() : Optional.of(new ApiKey(key)));
      provider(address.isBlank() ? usual : usual.at(URI.create(address)));
    }
    return this;
  }

  /** Adds a provider, or replaces the one of that name. */
  public StandaloneRouter provider(Connection connection) {
    connections.put(connection.name(), connection);
    return this;
  }

  /** Adds models to the catalogue, or replaces what it says of them. */
  public StandaloneRouter models(Catalog more) {
    catalog = catalog.with(more);
    return this;
  }

  /** Where the records of calls go; nowhere unless told. */
  public StandaloneRouter log(CallLog other) {
    log = other;
    return this;
  }

  /**
   * The router over the table in a file.
   *
   * @throws dev.signalbox.router.yaml.InvalidFileException with every problem of the file
   */
  public Router build(Path table) {
    return build(table.toString(), YamlReader.text(table));
  }

  /**
   * The router over a table.
   *
   * @param fileName how problems name the table
   * @throws dev.signalbox.router.yaml.InvalidFileException with every problem of the table
   */
  public Router build(String fileName, String yaml) {
    Map<String, ProviderFacts> facts =
        connections.values().stream()
            .collect(Collectors.toMap(Connection::name, Connection::facts));
    Catalog offered = catalog.forProviders(facts);
    LocalDate today = LocalDate.ofInstant(InstantSource.system().instant(), ZoneOffset.UTC);
    RoutingTable table = new RoutingTableReader(offered, facts, today).read(fileName, yaml).value();
    ActiveTable active = new ActiveTable(new TableVersion(1, table.hash()), table);
    return new FailoverRouter(
        new FailoverRouter.Parts(
            () -> active,
            offered,
            providers(offered),
            new Breakers(BreakerSettings.DEFAULT, Ticker.REAL),
            new Latencies(Ticker.REAL),
            ledger(),
            Demotions.NONE,
            log,
            InstantSource.system(),
            Ticker.REAL,
            Sleeper.REAL,
            new SecureRandom()));
  }

  private Providers providers(Catalog offered) {
    OkHttpClient client = OkHttpTransport.newClient();
    return new Providers(
        connections.values().stream().map(it -> it.open(offered, client)).toList());
  }

  private static BudgetLedger ledger() {
    return LeasedLedger.on(new InMemoryLeaseStore(), "standalone");
  }
}
