package dev.signalbox.db.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.db.MigratedDatabase;
import dev.signalbox.router.catalog.Capability;
import dev.signalbox.router.table.ActiveTable;
import dev.signalbox.router.table.CostRule;
import dev.signalbox.router.table.Latency;
import dev.signalbox.router.table.QualityRule;
import dev.signalbox.router.table.RoutingTable;
import dev.signalbox.router.table.TableVersion;
import dev.signalbox.router.table.Target;
import dev.signalbox.router.table.Task;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresRoutingTableStoreTest {
  @RegisterExtension private static final MigratedDatabase DATABASE = new MigratedDatabase();

  private PostgresRoutingTableStore store;

  @BeforeEach
  void empty() {
    DATABASE.execute("truncate routing_table");
    store = new PostgresRoutingTableStore(DATABASE.get());
  }

  @Test
  void hasNoTableAtFirst() {
    assertThat(store.active()).isEmpty();
  }

  @Test
  void isSeededOnce() {
    RoutingTable first = table("gpt-4o-mini");

    ActiveTable seeded = store.seed(first, "routes.yaml", "ann", "the first");
    ActiveTable again = store.seed(table("gpt-4o"), "routes.yaml", "bob", "another");

    assertThat(seeded).isEqualTo(new ActiveTable(new TableVersion(1, first.hash()), first));
    assertThat(again).isEqualTo(seeded);
    assertThat(store.active()).contains(seeded);
  }

  @Test
  void putsTheNextVersionInForceWithWhoAndWhy() {
    RoutingTable second = table("gpt-4o");
    store.seed(table("gpt-4o-mini"), "routes.yaml", "ann", "the first");

    ActiveTable appended = store.append(second, "promotion", "bob", "passed its evals");

    assertThat(appended).isEqualTo(new ActiveTable(new TableVersion(2, second.hash()), second));
    assertThat(store.active()).contains(appended);
    assertThat(DATABASE.rows("select * from routing_table order by version").getLast())
        .containsEntry("version", 2L)
        .containsEntry("hash", second.hash())
        .containsEntry("source", "promotion")
        .containsEntry("created_by", "bob")
        .containsEntry("reason", "passed its evals");
  }

  @Test
  void numbersVersionsWithoutGapsWhenSeveralAppendAtOnce() {
    List<Long> numbers =
        IntStream.range(0, 12)
            .parallel()
            .mapToObj(i -> store.append(table("model-" + i), "test", "ann", "a race"))
            .map(appended -> appended.version().number())
            .sorted()
            .toList();

    assertThat(numbers).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
  }

  private static RoutingTable table(String model) {
    return new RoutingTable(
        List.of(
            Task.of(
                    "extract",
                    "Extracts fields",
                    Set.of(Capability.TEXT),
                    Latency.of(Duration.ofSeconds(8)),
                    Target.of("openai", model),
                    Target.of("anthropic", "claude-haiku-4-5"))
                .change()
                .cost(CostRule.perCall(new BigDecimal("0.02")))
                .quality(QualityRule.of("invoices"))
                .build()));
  }
}
