package dev.signalbox.router.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.router.catalog.Capability;
import dev.signalbox.router.catalog.Catalog;
import dev.signalbox.router.catalog.ProviderFacts;
import dev.signalbox.router.chat.Effort;
import dev.signalbox.router.yaml.InvalidFileException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class CanonicalFormTest {
  private static final BigDecimal ONE_IN_THOUSAND = new BigDecimal("0.001");
  private static final Task TASK =
      Task.of(
              "extraction",
              "Fields, \"quoted\" & é\n",
              Set.of(Capability.TEXT, Capability.JSON_SCHEMA),
              Latency.of(Duration.ofSeconds(10)),
              Target.of("openai", "gpt-4o-mini").capped(1024),
              Target.of("anthropic", "claude-haiku-4-5"))
          .change()
          .cost(CostRule.perCall(new BigDecimal("0.0200")))
          .quality(QualityRule.of("fields"))
          .singleVendor("because")
          .build();

  @Test
  void isJsonWithSortedKeysAndExactNumbers() {
    assertThat(new RoutingTable(List.of(TASK)).canonicalForm())
        .isEqualTo(
            "{\"format\":1,\"tasks\":{\"extraction\":{\"cost\":{\"per_call_usd\":0.02},"
                + "\"description\":\"Fields, \\\"quoted\\\" & \\u00E9\\n\","
                + "\"latency\":{\"deadline\":\"10000ms\"},\"quality\":{\"suite\":\"fields\"},"
                + "\"requires\":[\"json_schema\",\"text\"],\"route\":["
                + "{\"max_output_tokens\":1024,\"model\":\"gpt-4o-mini\",\"provider\":\"openai\"},"
                + "{\"model\":\"claude-haiku-4-5\",\"provider\":\"anthropic\"}],"
                + "\"single_vendor\":\"because\"}}}");
  }

  @Test
  void keepsOneHashForOneTable() {
    // So that a change of the form, which would orphan every stored version, does not go unnoticed.
    assertThat(new RoutingTable(List.of(TASK)).hash())
        .isEqualTo("24f686329f7a857464f34f5a2ea494d4d6f0ddfd7c9e60173e83d601c7d5fbb9");
  }

  @Test
  void leavesOutWhatIsAsTheDefaultsHaveIt() {
    Task spelledOut =
        TASK
            .change()
            .cost(
                new CostRule(
                    TASK.cost().perCall(),
                    Optional.empty(),
                    Optional.empty(),
                    new BigDecimal("0.80"),
                    CostRule.AtLimit.CHEAPER,
                    CostRule.OnLedgerDown.SERVE))
            .retry(new RetryRule(2, Duration.ofMillis(200)))
            .stream(new StreamRule(StreamRule.Commit.FIRST_CONTENT, StreamRule.OnCut.ERROR))
            .onContentFilter(OnContentFilter.STOP)
            .build();

    assertThat(new RoutingTable(List.of(spelledOut)).canonicalForm())
        .isEqualTo(new RoutingTable(List.of(TASK)).canonicalForm());
  }

  @Test
  void keepsOfARuleOnlyWhatIsNotTheDefault() {
    Task task =
        TASK.change().retry(new RetryRule(3, Duration.ofMillis(200))).stream(
                new StreamRule(StreamRule.Commit.FIRST_CONTENT, StreamRule.OnCut.CONTINUE))
            .contextTokens(9_000)
            .build();

    assertThat(new RoutingTable(List.of(task)).canonicalForm())
        .contains("\"retry\":{\"times\":3}")
        .contains("\"stream\":{\"on_cut\":\"continue\"}")
        .contains("\"requires\":[\"json_schema\",\"text\",{\"context\":9000}]");
  }

  @ParameterizedTest
  @MethodSource("randomTables")
  void survivesBeingReadBack(RoutingTable table) {
    RoutingTable readBack = RoutingTable.ofCanonicalForm(table.canonicalForm());

    assertThat(readBack).isEqualTo(table);
    assertThat(readBack.canonicalForm()).isEqualTo(table.canonicalForm());
    assertThat(readBack.hash()).isEqualTo(table.hash());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "extraction\":|extractions\":",
        "Fields|Field",
        "10000ms|10001ms",
        "0.02|0.021",
        "\"fields\"|\"field\"",
        "because|for",
        "\"text\"|\"image\"",
        ",\"text\"|''",
        "1024|1025",
        "\"max_output_tokens\":1024,|''",
        "gpt-4o-mini|gpt-4o",
        "\"openai\"|\"open\""
      })
  void hasAnotherHashForEveryOtherMeaning(String part, String other) {
    RoutingTable table = new RoutingTable(List.of(TASK));
    String changed = table.canonicalForm().replace(part, other);

    assertThat(changed).isNotEqualTo(table.canonicalForm());
    assertThat(RoutingTable.ofCanonicalForm(changed).hash()).isNotEqualTo(table.hash());
    assertThat(RoutingTable.ofCanonicalForm(changed)).isNotEqualTo(table);
  }

  @Test
  void doesNotDependOnHowTheFileIsWritten() {
    RoutingTableReader reader =
        new RoutingTableReader(
            Catalog.shipped(),
            Map.of(
                "openai", ProviderFacts.of("openai"), "anthropic", ProviderFacts.of("anthropic")),
            LocalDate.of(2026, 11, 23));
    String tidy =
        """
        format: 1
        tasks:
          a:
            description: First
            requires: [text, image]
            latency: {deadline: 1m}
            cost: {per_call_usd: 0.5}
            route:
              - {provider: openai, model: gpt-4o}
              - {provider: anthropic, model: claude-haiku-4-5}
          b:
            description: Second
            requires: [text]
            latency: {deadline: 1s}
            route:
              - {provider: openai, model: gpt-4o}
              - {provider: anthropic, model: claude-haiku-4-5}
        """;
    String wild =
        """
        # the same, by somebody else
        tasks: {"b": {route: [{model: gpt-4o, provider: openai},
                              {model: claude-haiku-4-5, provider: anthropic}],
                      latency: {deadline: 1000ms}, requires: [text], description: 'Second'},
                a: {cost: {per_call_usd: 0.500}, description: "First", latency: {deadline: 60s},
                    requires: [image, text],
                    route: [{provider: openai, model: gpt-4o},
                            {provider: anthropic, model: claude-haiku-4-5}]}}
        format:   1   # at last
        """;

    RoutingTable readWild = reader.read("wild.yaml", wild).value();
    RoutingTable readTidy = reader.read("tidy.yaml", tidy).value();

    assertThat(readWild).isEqualTo(readTidy);
    assertThat(readWild.hash()).isEqualTo(readTidy.hash());
  }

  @Test
  void refusesTextThatIsNoTable() {
    assertThatThrownBy(() -> RoutingTable.ofCanonicalForm("{\"format\":1,\"jobs\":{}}"))
        .isInstanceOf(InvalidFileException.class)
        .hasMessageContaining("\"tasks\" is missing");
  }

  static List<RoutingTable> randomTables() {
    return IntStream.range(0, 60).mapToObj(seed -> randomTable(new Random(seed))).toList();
  }

  private static RoutingTable randomTable(Random random) {
    return new RoutingTable(
        IntStream.rangeClosed(0, random.nextInt(4)).mapToObj(i -> task("t" + i, random)).toList());
  }

  private static Task task(String name, Random random) {
    Set<Capability> requires = EnumSet.of(Capability.TEXT);
    for (Capability capability : Capability.values()) {
      maybe(random, capability).ifPresent(requires::add);
    }
    Task.Builder task =
        Task.of(name, text(random), requires, latency(random), target(random))
            .change()
            .cost(cost(random))
            .retry(new RetryRule(random.nextInt(6), Duration.ofMillis(1 + random.nextInt(30_000))))
            .stream(
                new StreamRule(
                    any(random, StreamRule.Commit.values()),
                    any(random, StreamRule.OnCut.values())))
            .onContentFilter(any(random, OnContentFilter.values()))
            .vendors(new VendorRule(names(random), names(random), names(random)))
            .log(
                new LogRule(
                    any(random, LogRule.Keep.values()), random.nextBoolean(), random.nextBoolean()))
            .affinity(random.nextBoolean())
            .route(Stream.generate(() -> target(random)).limit(1 + random.nextInt(4)).toList());
    maybe(random, 1 + random.nextInt(2_000_000)).ifPresent(task::contextTokens);
    maybe(random, new HedgeRule(maybe(random, millis(random)), share(random).max(ONE_IN_THOUSAND)))
        .ifPresent(task::hedge);
    maybe(
            random,
            new QualityRule(
                text(random), maybe(random, share(random)), maybe(random, share(random))))
        .ifPresent(task::quality);
    maybe(random, text(random)).ifPresent(task::singleVendor);
    return task.build();
  }

  private static Latency latency(Random random) {
    return new Latency(
        millis(random), maybe(random, millis(random)), maybe(random, millis(random)));
  }

  private static CostRule cost(Random random) {
    return new CostRule(
        maybe(random, usd(random)),
        maybe(random, usd(random)),
        maybe(random, usd(random)),
        share(random),
        any(random, CostRule.AtLimit.values()),
        any(random, CostRule.OnLedgerDown.values()));
  }

  private static BigDecimal usd(Random random) {
    return BigDecimal.valueOf(1 + random.nextInt(999)).movePointLeft(random.nextInt(7));
  }

  private static BigDecimal share(Random random) {
    return BigDecimal.valueOf(random.nextInt(1001)).movePointLeft(3);
  }

  private static Duration millis(Random random) {
    return Duration.ofMillis(100 + random.nextInt(500_000));
  }

  private static Set<String> names(Random random) {
    return Stream.generate(() -> text(random)).limit(random.nextInt(3)).collect(Collectors.toSet());
  }

  private static <T> T any(Random random, T[] values) {
    return values[random.nextInt(values.length)];
  }

  private static Target target(Random random) {
    OptionalInt cap =
        random.nextBoolean() ? OptionalInt.of(1 + random.nextInt(9_999)) : OptionalInt.empty();
    return new Target(text(random), text(random), cap, maybe(random, any(random, Effort.values())));
  }

  private static <T> Optional<T> maybe(Random random, T value) {
    return random.nextBoolean() ? Optional.of(value) : Optional.empty();
  }

  /** Any characters that a file can hold or escape, controls and other planes included. */
  private static String text(Random random) {
    StringBuilder text = new StringBuilder("x");
    for (int i = random.nextInt(12); i > 0; i--) {
      text.appendCodePoint(
          switch (random.nextInt(4)) {
            case 0 -> random.nextInt(0x20, 0x7F);
            case 1 -> random.nextInt(0x00, 0xA0);
            case 2 -> random.nextInt(0xA0, 0xD800);
            default -> random.nextInt(0x10000, 0x110000);
          });
    }
    return text.toString();
  }
}
