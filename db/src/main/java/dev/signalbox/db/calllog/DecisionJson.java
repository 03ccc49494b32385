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
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

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
    return Json.text(json -> write(json, decision));
  }

  static void write(JsonGenerator json, Decision decision) {
    json.writeStartObject();
    json.writeArrayPropertyStart("candidates");
    decision.candidates().forEach(candidate -> write(json, candidate));
    json.writeEndArray();
    json.writeArrayPropertyStart("skipped");
    for (Decision.Skip skip : decision.skipped()) {
      json.writeStartObject();
      write(json, skip.target());
      json.writeStringProperty("reason", Code.of(skip.reason()));
      json.writeEndObject();
    }
    json.writeEndArray();
    if (decision.thrifty()) {
      json.writeBooleanProperty("thrifty", true);
    }
    json.writeObjectPropertyStart("situation");
    write(json, decision.situation());
    json.writeEndObject();
    json.writeEndObject();
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

  private static void write(JsonGenerator json, Candidate candidate) {
    json.writeStartObject();
    write(json, candidate.target());
    json.writeNumberProperty("max_output_tokens", candidate.outputTokens());
    candidate
        .target()
        .effort()
        .ifPresent(effort -> json.writeStringProperty("effort", effort.key()));
    candidate.usdAtMost().ifPresent(usd -> json.writeNumberProperty("at_most_usd", usd));
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Target target) {
    json.writeStringProperty("provider", target.provider());
    json.writeStringProperty("model", target.model());
  }

  private static void write(JsonGenerator json, Situation situation) {
    json.writeStringProperty("today", situation.today().toString());
    json.writeNumberProperty("left_ns", situation.leftNanos());
    situation.usual().ifPresent(place -> json.writeNumberProperty("usual", place));
    json.writeArrayPropertyStart("targets");
    situation.targets().forEach(state -> write(json, state));
    json.writeEndArray();
    if (!situation.budgets().isEmpty()) {
      json.writeArrayPropertyStart("budgets");
      situation.budgets().forEach(standing -> write(json, standing));
      json.writeEndArray();
    }
  }

  private static void write(JsonGenerator json, TargetState state) {
    json.writeStartObject();
    json.writeBooleanProperty("keyed", state.keyed());
    json.writeStringProperty("access", Code.of(state.access()));
    if (state.p95Nanos() != Latencies.UNKNOWN) {
      json.writeNumberProperty("p95_ns", state.p95Nanos());
    }
    json.writeBooleanProperty("demoted", state.demoted());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, BudgetLedger.Standing standing) {
    json.writeStartObject();
    json.writeStringProperty("scope", standing.budget().scope());
    json.writeStringProperty("period", Code.of(standing.budget().period()));
    json.writeNumberProperty("limit_usd", standing.budget().limitUsd());
    json.writeNumberProperty("used_usd", standing.usedUsd());
    json.writeEndObject();
  }
}
