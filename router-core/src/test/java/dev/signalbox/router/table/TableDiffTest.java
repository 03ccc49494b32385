package dev.signalbox.router.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.catalog.Capability;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TableDiffTest {
  private static final Task SUMMARY =
      Task.of(
          "summary",
          "Summarise",
          Set.of(Capability.TEXT),
          Latency.of(Duration.ofSeconds(10)),
          Target.of("openai", "gpt-4o-mini").capped(512),
          Target.of("anthropic", "claude-haiku-4-5"));

  @Test
  void findsNothingInEqualTables() {
    assertThat(TableDiff.lines(table(SUMMARY), table(SUMMARY.change().build()))).isEmpty();
  }

  @Test
  void namesEachRuleThatChangedWithBothValues() {
    Task changed =
        SUMMARY
            .change()
            .latency(Latency.of(Duration.ofMinutes(1)))
            .cost(CostRule.perCall(new BigDecimal("100")))
            .retry(new RetryRule(0, Duration.ofMillis(200)))
            .contextTokens(5_000)
            .route(List.of(SUMMARY.primary().capped(1024), SUMMARY.route().get(1)))
            .build();

    assertThat(TableDiff.lines(table(SUMMARY), table(changed)))
        .containsExactly(
            "~ summary",
            "    + cost.per_call_usd: 100",
            "    ~ latency.deadline: 10s -> 1m",
            "    ~ requires: [text] -> [text, {context: 5000}]",
            "    ~ retry.times: 2 -> 0",
            "    ~ route 1: {max_output_tokens: 512, model: gpt-4o-mini, provider: openai} ->"
                + " {max_output_tokens: 1024, model: gpt-4o-mini, provider: openai}");
  }

  @Test
  void namesRulesAndTargetsThatAreGone() {
    Task before = SUMMARY.change().affinity(true).singleVendor("none else").build();
    Task after = SUMMARY.change().route(List.of(SUMMARY.primary())).build();

    assertThat(TableDiff.lines(table(before), table(after)))
        .containsExactly(
            "~ summary",
            "    - affinity: conversation",
            "    - route 2: {model: claude-haiku-4-5, provider: anthropic}",
            "    - single_vendor: none else");
  }

  @Test
  void namesTasksThatAreNewOrGone() {
    List<String> lines = TableDiff.lines(new RoutingTable(List.of()), table(SUMMARY));

    assertThat(lines).first().isEqualTo("+ summary");
    assertThat(lines).contains("    + description: Summarise");
    assertThat(TableDiff.lines(table(SUMMARY), new RoutingTable(List.of())))
        .first()
        .isEqualTo("- summary");
  }

  private static RoutingTable table(Task task) {
    return new RoutingTable(List.of(task));
  }
}
