package dev.signalbox.router.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.router.catalog.Catalog;
import dev.signalbox.router.catalog.ProviderFacts;
import dev.signalbox.router.yaml.InvalidFileException;
import dev.signalbox.router.yaml.Problem;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with tasks whose file has the right form. */
final class TableLintTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
  private static final Map<String, ProviderFacts> PROVIDERS =
      Map.of(
          "openai", new ProviderFacts("openai", "us", "azure"),
          "openai-eu", new ProviderFacts("openai", "eu", "azure"),
          "anthropic", new ProviderFacts("anthropic", "", "azure"),
          "perplexity", ProviderFacts.of("perplexity"),
          "google", new ProviderFacts("google", "eu", "google"));
  private static final Catalog CATALOG = Catalog.shipped().forProviders(PROVIDERS);

  private static final String OPENAI =
      "provider: openai, model: gpt-4o-mini, max_output_tokens: 512";
  private static final String GOOGLE =
      "provider: google, model: gemini-2.5-flash, max_output_tokens: 512";
  private static final String SONNET = "provider: anthropic, model: claude-sonnet-5-5";

  @Test
  void hasNothingAgainstATaskThatUsesEveryRule() {
    assertThat(
            warnings(
                table(
                    """
                    requires: [text, tools, streaming, {context: 100000}]
                    latency: {deadline: 20s, first_content: 8s, idle: 5s}
                    cost: {per_call_usd: 0.05, per_day_usd: 20, per_month_usd: 400, thrifty_from: 0.7, at_limit: refuse, on_ledger_down: refuse}
                    retry: {times: 1, jitter: 100ms}
                    hedge: {after: p95, at_most_share: 0.05}
                    stream: {on_cut: continue}
                    on_content_filter: fallback
                    quality: {suite: s, floor: 0.9, margin: 0.02}
                    vendors: {deny: [anthropic]}
                    log: {keep: redacted, required: true, search: true}
                    affinity: conversation
                    """,
                    OPENAI,
                    GOOGLE)))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "requires: [text, {context: 500000}] | 8:35: gpt-4o-mini takes prompts of at most 128000 tokens, and the task requires 500000; take another model",
        "requires: [text, citations] | 8:35: gpt-4o-mini lacks citations, which the task requires; take another model",
        "latency: {deadline: 400ms} | 6:25: 2 targets share 400ms, and an attempt needs at least 250ms; raise the deadline to 500ms or more",
        "latency: {deadline: 10s, first_content: 6s} | 6:45: 2 targets share the deadline of 10s, so none can wait 6s for its first content; raise the deadline to 12s or more, or lower first_content",
        "latency: {deadline: 10s, idle: 10s} | 6:36: the deadline ends every call before a pause of 10s; lower idle, or delete it",
        "retry: {times: 5, jitter: 1s} | 7:5: the waits alone can take 31s, which the deadline of 10s does not hold; lower times or jitter",
        "hedge: {after: 10s, at_most_share: 0.1} | 7:20: the deadline ends every call before 10s; lower after",
        "stream: {commit: complete, on_cut: continue} | 7:40: commit: complete shows no answer that could be cut; delete on_cut, or commit: complete",
        "cost: {at_limit: refuse} | 7:5: nothing is limited here; give per_call_usd, per_day_usd or per_month_usd, or delete cost",
        "cost: {per_call_usd: 0.1, thrifty_from: 0.5} | 7:45: thrifty_from is about budgets; give per_day_usd or per_month_usd too, or delete it",
        "cost: {per_call_usd: 2, per_day_usd: 1} | 7:26: per_call_usd is above per_day_usd, so it can never be reached; lower it, or raise per_day_usd",
        "cost: {per_day_usd: 9, per_month_usd: 3} | 7:25: per_day_usd is above per_month_usd, so it can never be reached; lower it, or raise per_month_usd",
        "cost: {per_day_usd: 0.001} | 10:72: an answer of 512 tokens by gemini-2.5-flash costs 0.00128 USD, above the task's per_day_usd of 0.001 USD; set max_output_tokens below 400, to leave room for the prompt",
        "vendors: {deny: [google]} | 10:20: the task's vendors rule shuts out google; delete this target, or permit its vendor",
        "vendors: {regions: [us]} | 10:20: google is in eu, and the task's data has to stay in us; delete this target",
        "single_vendor: none else | 7:20: the route has targets at google and openai; delete single_vendor"
      })
  void refusesARuleThatCannotHold(String rule, String problem) {
    assertThat(problems(table(rule, OPENAI, GOOGLE))).contains("routes.yaml:" + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hedge: {at_most_share: 0.1} | 8:5: with one target there is none to hedge with; delete hedge",
        "stream: {on_cut: continue} | 8:22: with one target there is none to continue at; delete on_cut, or add a target",
        "on_content_filter: fallback | 8:24: the route has no other vendor to ask; delete on_content_filter"
      })
  void refusesARuleThatNeedsASecondTarget(String rule, String problem) {
    assertThat(problems(table("single_vendor: none else\n" + rule, OPENAI)))
        .containsExactly("routes.yaml:" + problem);
  }

  @Test
  void refusesToSearchForWordsThatAreNotKept() {
    assertThat(problems(table("log: {keep: hash, search: true}", OPENAI, GOOGLE)))
        .containsExactly(
            "routes.yaml:7:31: keep: hash leaves no words to search for; delete search, or keep:"
                + " redacted");
  }

  @Test
  void warnsOfAffinityThatChangesNothing() {
    assertThat(warnings(table("single_vendor: none else\naffinity: conversation", OPENAI)))
        .containsExactly(
            "routes.yaml:8:15: with one target every call stays there anyway; delete affinity");
  }

  @Test
  void saysThatAVendorRuleLeavesNoFallback() {
    assertThat(problems(table("vendors: {allow: [openai]}", OPENAI, GOOGLE)))
        .containsExactly(
            "routes.yaml:7:5: this leaves only targets at openai; permit a fallback at another vendor",
            "routes.yaml:10:20: the task's vendors rule shuts out google; delete this target, or"
                + " permit its vendor");
  }

  @Test
  void asksForARegionThatNobodyKnows() {
    assertThat(problems(table("vendors: {regions: [eu]}", GOOGLE, SONNET)))
        .contains(
            "routes.yaml:10:20: nobody knows the region of anthropic, and the task's data has to stay"
                + " in eu; say region: REGION under anthropic in the settings, or delete this target");
  }

  @Test
  void warnsOfARouteThatOneCloudCarries() {
    assertThat(warnings(table("", OPENAI, SONNET)))
        .containsExactly(
            "routes.yaml:7:5: every target runs on azure, whose outage would stop this task; add a"
                + " target elsewhere");
    assertThat(warnings(table("", OPENAI, GOOGLE))).isEmpty();
  }

  @Test
  void refusesAModelThatIsNoLongerOfferedAndWarnsBefore() {
    String nano = table("", "provider: openai, model: gpt-4.1-nano", GOOGLE);

    assertThat(problems(nano))
        .containsExactly(
            "routes.yaml:8:35: gpt-4.1-nano was retired on 2026-10-23; take another model");
    assertThat(warnings(reader(LocalDate.of(2026, 8, 24)), nano))
        .containsExactly(
            "routes.yaml:8:35: gpt-4.1-nano retires on 2026-10-23, in 60 days; choose its"
                + " successor");
    assertThat(warnings(reader(LocalDate.of(2026, 8, 23)), nano)).isEmpty();
    assertThat(problems(reader(LocalDate.of(2026, 10, 23)), nano)).hasSize(1);
  }

  @Test
  void refusesAnEffortThatTheModelDoesNotTake() {
    assertThat(problems(table("", OPENAI + ", effort: low", SONNET + ", effort: none")))
        .containsExactly(
            "routes.yaml:8:80: gpt-4o-mini cannot be told how much to reason; delete effort",
            "routes.yaml:9:65: claude-sonnet-5-5 takes only the efforts low, medium, high, xhigh,"
                + " max; choose one of them, or delete effort");
    assertThat(warnings(table("", GOOGLE + ", effort: none", SONNET + ", effort: max"))).isEmpty();
  }

  @Test
  void countsTheSearchesOfATaskThatLooksThingsUp() {
    String table =
        table(
            "requires: [text, citations]\ncost: {per_call_usd: 0.04}",
            SONNET + ", max_output_tokens: 100",
            GOOGLE);

    assertThat(problems(table))
        .containsExactly(
            "routes.yaml:9:76: an answer of 100 tokens and 5 searches by claude-sonnet-5-5 costs"
                + " 0.051 USD, above the task's per_call_usd of 0.04 USD; raise that");
  }

  @ParameterizedTest
  @ValueSource(strings = {"per_call_usd", "per_day_usd", "per_month_usd"})
  void hasNoPlaceUnderALimitForAModelWithoutAPrice(String limit) {
    String preset = "provider: perplexity, model: preset/fast";

    assertThat(problems(table("cost: {" + limit + ": 1}", preset, OPENAI)))
        .containsExactly(
            "routes.yaml:9:39: preset/fast has no price, so the task's cost limits cannot be kept;"
                + " take a model with a price, or delete cost");
    assertThat(warnings(table("", preset, OPENAI))).isEmpty();
  }

  @Test
  void letsEmbeddingsStayAtOneVendorButWithOneModel() {
    String small = "model: text-embedding-3-small";
    String rule = "requires: [embeddings]";

    assertThat(warnings(table(rule, "provider: openai, " + small))).isEmpty();
    assertThat(
            problems(
                table(
                    rule,
                    "provider: openai, " + small,
                    "provider: google, model: gemini-embedding-001")))
        .containsExactly(
            "routes.yaml:9:35: vectors of gemini-embedding-001 do not mix with those of"
                + " text-embedding-3-small; take the same model at another provider, or delete this"
                + " target");
    assertThat(warnings(table(rule, "provider: openai, " + small, "provider: openai-eu, " + small)))
        .singleElement()
        .asString()
        .contains("every target runs on azure");
  }

  @Test
  void looksForNoSenseInATaskThatHasNotTheRightForm() {
    assertThat(problems(table("cost: {per_call_usd: cheap}", OPENAI, OPENAI)))
        .containsExactly(
            "routes.yaml:7:26: \"per_call_usd\" has to be a number from 0.000001 to 1000, not cheap");
  }

  /** A table of one task; {@code rules} replace the ones that it would have otherwise. */
  private static String table(String rules, String... route) {
    StringBuilder table = new StringBuilder("format: 1\ntasks:\n  work:\n");
    List<String> lines = rules.lines().map(String::strip).toList();
    Stream.of("description: Work", "requires: [text]", "latency: {deadline: 10s}")
        .filter(line -> lines.stream().noneMatch(rule -> isSameRule(rule, line)))
        .forEach(line -> table.append("    ").append(line).append('\n'));
    lines.forEach(line -> table.append("    ").append(line).append('\n'));
    table.append("    route:\n");
    for (String target : route) {
      table.append("      - {").append(target).append("}\n");
    }
    return table.toString();
  }

  private static boolean isSameRule(String one, String other) {
    return one.startsWith(other.substring(0, other.indexOf(':') + 1));
  }

  private static RoutingTableReader reader(LocalDate today) {
    return new RoutingTableReader(CATALOG, PROVIDERS, today);
  }

  private static List<String> warnings(String yaml) {
    return warnings(reader(TODAY), yaml);
  }

  private static List<String> warnings(RoutingTableReader reader, String yaml) {
    return reader.read("routes.yaml", yaml).warnings().stream().map(Problem::toString).toList();
  }

  private static List<String> problems(String yaml) {
    return problems(reader(TODAY), yaml);
  }

  private static List<String> problems(RoutingTableReader reader, String yaml) {
    InvalidFileException thrown =
        catchThrowableOfType(InvalidFileException.class, () -> reader.read("routes.yaml", yaml));
    assertThat(thrown).as("the file should have been refused").isNotNull();
    return thrown.problems().stream().map(Problem::toString).toList();
  }
}
