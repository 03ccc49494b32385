package dev.signalbox.router.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.router.catalog.Capability;
import dev.signalbox.router.catalog.Catalog;
import dev.signalbox.router.catalog.ProviderFacts;
import dev.signalbox.router.yaml.Checked;
import dev.signalbox.router.yaml.InvalidFileException;
import dev.signalbox.router.yaml.Problem;
import dev.signalbox.router.yaml.YamlReader;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RoutingTableReaderTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
  private static final Map<String, ProviderFacts> PROVIDERS =
      Map.of(
          "openai", ProviderFacts.of("openai"),
          "openai-eu", new ProviderFacts("openai", "eu", ""),
          "anthropic", ProviderFacts.of("anthropic"),
          "local", ProviderFacts.of("ollama"));
  private static final Catalog CATALOG = Catalog.shipped().forProviders(PROVIDERS);
  private static final RoutingTableReader READER =
      new RoutingTableReader(CATALOG, PROVIDERS, TODAY);

  private static final String GOOD =
      """
      format: 1
      tasks:
        extraction:
          description: Pull fields out of invoices
          requires: [text, json_schema]
          latency: {deadline: 10s}
          cost: {per_call_usd: 0.020}
          quality: {suite: extraction}
          route:
            - {provider: openai, model: gpt-4o-mini, max_output_tokens: 1024}
            - {provider: anthropic, model: claude-haiku-4-5, max_output_tokens: 2000}
        chat:
          description: Small talk
          requires: [text]
          latency: {deadline: 1m}
          route:
            - {provider: anthropic, model: claude-sonnet-5-5}
            - {provider: openai-eu, model: gpt-5.5}
      """;

  @Test
  void readsTasksWithTheirRoutesAndBudgets() {
    RoutingTable table = READER.read("routes.yaml", GOOD).value();

    assertThat(table.tasks().keySet()).containsExactly("chat", "extraction");
    assertThat(table.task("extraction"))
        .contains(
            Task.of(
                    "extraction",
                    "Pull fields out of invoices",
                    Set.of(Capability.TEXT, Capability.JSON_SCHEMA),
                    Latency.of(Duration.ofSeconds(10)),
                    Target.of("openai", "gpt-4o-mini").capped(1024),
                    Target.of("anthropic", "claude-haiku-4-5").capped(2000))
                .change()
                .cost(CostRule.perCall(new BigDecimal("0.02")))
                .quality(QualityRule.of("extraction"))
                .build());
    assertThat(table.task("chat").orElseThrow().cost().perCall()).isEmpty();
    assertThat(table.task("chat").orElseThrow().primary().name())
        .isEqualTo("anthropic/claude-sonnet-5-5");
  }

  @Test
  void findsNothingWrongWithTheSample() {
    Checked<RoutingTable> sample =
        READER.read("routes.yaml", YamlReader.text(Path.of("../routes.yaml")));

    assertThat(sample.warnings()).isEmpty();
    assertThat(sample.value().tasks()).hasSizeGreaterThan(2);
  }

  @Test
  void asksForAFallbackAtAnotherVendor() {
    assertThat(
            problems(
                GOOD.replace(
                    "provider: anthropic, model: claude-sonnet-5-5",
                    "provider: openai, model: gpt-4o")))
        .containsExactly(
            "routes.yaml:16:5: every target is at openai, whose outage would stop this task; add a"
                + " target at another vendor, or give the reason as single_vendor: REASON");
  }

  @Test
  void acceptsOneVendorForAStatedReason() {
    String reasoned =
        GOOD.replace(
                "provider: openai-eu, model: gpt-5.5",
                "provider: anthropic, model: claude-haiku-4-5")
            .replace(
                "description: Small talk",
                "description: Small talk\n    single_vendor: Their terms");

    assertThat(
            READER.read("routes.yaml", reasoned).value().task("chat").orElseThrow().singleVendor())
        .contains("Their terms");
  }

  @Test
  void refusesAReasonForOneVendorWhereThereAreTwo() {
    assertThat(
            problems(
                GOOD.replace(
                    "description: Small talk",
                    "description: Small talk\n    single_vendor: Their terms")))
        .containsExactly(
            "routes.yaml:14:20: the route has targets at anthropic and openai; delete single_vendor");
  }

  @Test
  void refusesAnEmptyReasonForOneVendor() {
    assertThat(
            problems(
                GOOD.replace(
                    "description: Small talk", "description: Small talk\n    single_vendor: ' '")))
        .anySatisfy(problem ->
            assertThat(problem).startsWith("routes.yaml:14:20: \"single_vendor\" has to be text"));
  }

  @Test
  void refusesATargetThatStandsTwiceInARoute() {
    assertThat(
            problems(
                GOOD.replace(
                    "provider: anthropic, model: claude-haiku-4-5",
                    "provider: openai, model: gpt-4o-mini")))
        .contains(
            "routes.yaml:11:9: openai/gpt-4o-mini stands in this route already; delete one of the"
                + " two");
  }

  @Test
  void suggestsTheProviderThatWasMeant() {
    assertThat(problems(GOOD.replace("provider: openai,", "provider: opnai,")))
        .containsExactly(
            "routes.yaml:10:20: no provider is named \"opnai\"; did you mean \"openai\"?");
  }

  @Test
  void listsTheProvidersWhenNoneIsNear() {
    assertThat(problems(GOOD.replace("provider: openai,", "provider: mistral,")))
        .containsExactly(
            "routes.yaml:10:20: no provider is named \"mistral\"; there are anthropic, local,"
                + " openai, openai-eu");
  }

  @Test
  void suggestsTheModelThatWasMeant() {
    assertThat(problems(GOOD.replace("gpt-4o-mini", "gpt-4o-mnii")))
        .containsExactly(
            "routes.yaml:10:35: the catalogue has no model of openai named \"gpt-4o-mnii\"; did you"
                + " mean \"gpt-4o-mini\"?");
  }

  @Test
  void saysWhenTheCatalogueKnowsNothingOfAProvider() {
    assertThat(
            problems(
                GOOD.replace(
                    "provider: openai, model: gpt-4o-mini", "provider: local, model: llama")))
        .containsExactly(
            "routes.yaml:10:34: the catalogue has no model of local named \"llama\"; it has none");
  }

  @Test
  void refusesAModelThatLacksACapability() {
    assertThat(problems(GOOD.replace("gpt-4o-mini", "gpt-4o-2024-05-13")))
        .containsExactly(
            "routes.yaml:10:35: gpt-4o-2024-05-13 lacks json_schema, which the task requires; take"
                + " another model");
  }

  @Test
  void refusesACeilingThatAFullAnswerWouldPass() {
    // 64000 tokens at 5 USD a million
    assertThat(problems(GOOD.replace(", max_output_tokens: 2000", "")))
        .containsExactly(
            "routes.yaml:11:9: an answer of 64000 tokens by claude-haiku-4-5 costs 0.32 USD, above"
                + " the task's per_call_usd of 0.02 USD; set max_output_tokens below 4000, to leave"
                + " room for the prompt");
    assertThat(problems(GOOD.replace("max_output_tokens: 2000", "max_output_tokens: 4001")))
        .singleElement()
        .asString()
        .startsWith("routes.yaml:11:75: an answer of 4001 tokens");
  }

  @Test
  void refusesAModelWithoutAPriceUnderACeiling() {
    RoutingTableReader beforeAnyPrice =
        new RoutingTableReader(CATALOG, PROVIDERS, LocalDate.of(2020, 1, 1));

    assertThat(problems(beforeAnyPrice, GOOD))
        .containsExactly(
            "routes.yaml:10:35: gpt-4o-mini has no price, so the task's cost limits cannot be"
                + " kept; take a model with a price, or delete cost",
            "routes.yaml:11:38: claude-haiku-4-5 has no price, so the task's cost limits cannot be"
                + " kept; take a model with a price, or delete cost");
  }

  @Test
  void refusesACapThatTheModelCannotReach() {
    assertThat(
            problems(GOOD.replace("model: gpt-5.5", "model: gpt-5.5, max_output_tokens: 128001")))
        .containsExactly(
            "routes.yaml:18:66: gpt-5.5 writes at most 128000 tokens; lower the cap to that");
  }

  @ParameterizedTest
  @ValueSource(strings = {"99ms", "601s", "11m", "1h", "10", "-1s"})
  void refusesADeadlineOutOfRange(String deadline) {
    assertThat(problems(GOOD.replace("10s", deadline)))
        .singleElement()
        .asString()
        .startsWith("routes.yaml:6:25: \"deadline\" has to be a duration from 100ms to 10m");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Chat", "1chat", "chat_room", "-chat", "\"\"", "\"a b\"", "chät"})
  void refusesATaskNameThatIsNotOne(String name) {
    assertThat(problems(GOOD.replace("  chat:", "  " + name + ":")))
        .containsExactly(
            "routes.yaml:12:3: a task's name has to start with a letter and have only a-z, 0-9 and"
                + " hyphens, at most 63 characters");
  }

  @Test
  void refusesATaskNameThatIsTooLong() {
    assertThat(problems(GOOD.replace("  chat:", "  " + "a".repeat(64) + ":"))).hasSize(1);
    assertThat(
            READER
                .read("routes.yaml", GOOD.replace("  chat:", "  " + "a".repeat(63) + ":"))
                .value()
                .tasks())
        .hasSize(2);
  }

  @Test
  void refusesAnEmptyRouteAndAnEmptyTable() {
    assertThat(
            problems(
                GOOD.substring(
                        0, GOOD.indexOf("      - {provider: anthropic, model: claude-sonnet"))
                    .replaceFirst("route:\\n$", "route: []\n")))
        .containsExactly(
            "routes.yaml:16:5: \"route\" has to be a list of at least one item, not an empty list");
    assertThat(problems("format: 1\ntasks: {}\n"))
        .containsExactly("routes.yaml:2:1: there is no task here; describe at least one");
    assertThat(problems("format: 2\n"))
        .containsExactly(
            "routes.yaml:1:1: \"tasks\" is missing; it has to be a mapping of keys to values",
            "routes.yaml:1:9: \"format\" has to be a whole number from 1 to 1, not 2");
  }

  @Test
  void reportsMistakesInAllTasksAtOnce() {
    assertThat(
            problems(
                GOOD.replace("latency: {deadline: 10s}", "latancy: {deadline: 10s}")
                    .replace("model: gpt-5.5", "modle: gpt-5.5")))
        .containsExactly(
            "routes.yaml:3:3: \"latency\" is missing; it has to be a mapping of keys to values",
            "routes.yaml:6:5: \"latancy\" is not a key here; did you mean \"latency\"?",
            "routes.yaml:18:9: \"model\" is missing; it has to be text (in quotes if it looks like a"
                + " number)",
            "routes.yaml:18:31: \"modle\" is not a key here; did you mean \"model\"?");
  }

  private static List<String> problems(String yaml) {
    return problems(READER, yaml);
  }

  private static List<String> problems(RoutingTableReader reader, String yaml) {
    InvalidFileException thrown =
        catchThrowableOfType(InvalidFileException.class, () -> reader.read("routes.yaml", yaml));
    assertThat(thrown).as("the file should have been refused").isNotNull();
    return thrown.problems().stream().map(Problem::toString).toList();
  }
}
