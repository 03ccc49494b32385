package dev.signalbox.db.calllog;

import dev.signalbox.db.column.Code;
import dev.signalbox.db.column.Json;
import dev.signalbox.router.budget.Budget;
import dev.signalbox.router.budget.BudgetLedger;
import dev.signalbox.router.decision.Candidate;
import dev.signalbox.router.decision.Decision;
import dev.signalbox.router.decision.Situation;
import dev.signalbox.router.decision.TargetState;
import dev.signalbox.router.health.Access;
import dev.signalbox.router.health.Latencies;
import dev.signalbox.router.table.Target;
import java.time.LocalDate;
import java.util.Locale;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A decision as the call log keeps it, with all that it was made from beside request, table and
 * catalogue, so that it can be made again:
 *
 * <pre>{@code
 * {"candidates": [{"provider": "openai", "model": "gpt-4o-mini", "max_output_tokens": 200,
 *    "effort": "low", "at_most_usd": 0.00031}],
 *  "skipped": [{"provider": "anthropic", "model": "…", "reason": "breaker_open"}],
 *  "thrifty": true,
 *  "situation": {"today": "2026-11-23", "left_ns": 8000000000, "usual": 0,
 *    "targets": [{"keyed": true, "access": "free", "p95_ns": 812000000, "demoted": false}],
 *    "budgets": [{"scope": "task/extraction", "period": "day", "limit_usd": 5, "used_usd": 4.2}]}}
 * }</pre>
 *
 * <p>What is absent or not known has no key. {@code max_output_tokens} is the cap that is sent;
 * {@code targets} are in the order of the task's route.
 */
public final class DecisionJson {
  private DecisionJson() {}

  public static String of(Decision decision) {
    ObjectNode json = Json.object();
    ArrayNode candidates = json.putArray("candidates");
    decision.candidates().forEach(candidate -> put(candidates.addObject(), candidate));
    ArrayNode skipped = json.putArray("skipped");
    decision
        .skipped()
        .forEach(
            skip -> put(skipped.addObject(), skip.target()).put("reason", Code.of(skip.reason())));
    if (decision.thrifty()) {
      json.put("thrifty", true);
    }
    put(json.putObject("situation"), decision.situation());
    return Json.text(json);
  }

  /**
   * What a kept decision was made from, so that it can be made again.
   *
   * @param decision as {@link #of} wrote it
   */
  public static Situation situation(String decision) {
    JsonNode json = Json.read(decision).path("situation");
    return new Situation(
        LocalDate.parse(json.path("today").asString()),
        json.path("targets").valueStream().map(DecisionJson::targetState).toList(),
        json.path("budgets").valueStream().map(DecisionJson::standing).toList(),
        json.has("usual") ? OptionalInt.of(json.path("usual").asInt()) : OptionalInt.empty(),
        json.path("left_ns").asLong());
  }

  private static TargetState targetState(JsonNode json) {
    return new TargetState(
        json.path("keyed").asBoolean(),
        Access.valueOf(json.path("access").asString().toUpperCase(Locale.ROOT)),
        json.path("p95_ns").asLong(Latencies.UNKNOWN),
        json.path("demoted").asBoolean());
  }

  private static BudgetLedger.Standing standing(JsonNode json) {
    Budget.Period period =
        Budget.Period.valueOf(json.path("period").asString().toUpperCase(Locale.ROOT));
    return new BudgetLedger.Standing(
        new Budget(json.path("scope").asString(), period, json.path("limit_usd").decimalValue()),
        json.path("used_usd").decimalValue());
  }

  private static void put(ObjectNode json, Candidate candidate) {
    put(json, candidate.target()).put("max_output_tokens", candidate.outputTokens());
    candidate.target().effort().ifPresent(effort -> json.put("effort", effort.key()));
    candidate.usdAtMost().ifPresent(usd -> json.put("at_most_usd", usd));
  }

  private static ObjectNode put(ObjectNode json, Target target) {
    return json.put("provider", target.provider()).put("model", target.model());
  }

  private static void put(ObjectNode json, Situation situation) {
    json.put("today", situation.today().toString()).put("left_ns", situation.leftNanos());
    situation.usual().ifPresent(place -> json.put("usual", place));
    ArrayNode targets = json.putArray("targets");
    situation.targets().forEach(state -> put(targets.addObject(), state));
    if (!situation.budgets().isEmpty()) {
      ArrayNode budgets = json.putArray("budgets");
      situation.budgets().forEach(standing -> put(budgets.addObject(), standing));
    }
  }

  private static void put(ObjectNode json, TargetState state) {
    json.put("keyed", state.keyed()).put("access", Code.of(state.access()));
    if (state.p95Nanos() != Latencies.UNKNOWN) {
      json.put("p95_ns", state.p95Nanos());
    }
    json.put("demoted", state.demoted());
  }

  private static void put(ObjectNode json, BudgetLedger.Standing standing) {
    json.put("scope", standing.budget().scope())
        .put("period", Code.of(standing.budget().period()))
        .put("limit_usd", standing.budget().limitUsd())
        .put("used_usd", standing.usedUsd());
  }
}
