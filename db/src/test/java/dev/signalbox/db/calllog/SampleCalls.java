package dev.signalbox.db.calllog;

import dev.signalbox.router.Origin;
import dev.signalbox.router.RoutedCall;
import dev.signalbox.router.attempt.Attempt;
import dev.signalbox.router.budget.Budget;
import dev.signalbox.router.budget.BudgetLedger;
import dev.signalbox.router.catalog.Catalog;
import dev.signalbox.router.catalog.Cost;
import dev.signalbox.router.catalog.Model;
import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.chat.Revision;
import dev.signalbox.router.chat.Usage;
import dev.signalbox.router.decision.Candidate;
import dev.signalbox.router.decision.Decision;
import dev.signalbox.router.decision.Situation;
import dev.signalbox.router.decision.TargetState;
import dev.signalbox.router.health.Access;
import dev.signalbox.router.health.Latencies;
import dev.signalbox.router.move.Move;
import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.outcome.SkipReason;
import dev.signalbox.router.provider.Exchange;
import dev.signalbox.router.provider.Headroom;
import dev.signalbox.router.provider.Limits;
import dev.signalbox.router.table.TableVersion;
import dev.signalbox.router.table.Target;
import dev.signalbox.router.time.TimeOrderedUuid;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;

/** Calls to store. */
public final class SampleCalls {
  public static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  static final TableVersion TABLE = new TableVersion(3, "0a1b2c3d4e5f");

  private static final Target PRIMARY = Target.of("openai", "gpt-4o-mini").capped(200);
  private static final Target FALLBACK = Target.of("anthropic", "claude-haiku-4-5");
  private static final Target SKIPPED = Target.of("google", "gemini-flash");
  private static final Catalog CATALOG = Catalog.shipped();
  private static final Random RANDOM = new Random(7);

  private SampleCalls() {}

  /** An id of a call that started at {@link #START}. */
  public static UUID id() {
    return TimeOrderedUuid.at(START, RANDOM);
  }

  /** A call that the primary failed and the fallback answered. */
  public static RoutedCall answeredBySecond(UUID id, ChatRequest request, Reply reply) {
    return new RoutedCall(
        id,
        Origin.TRAFFIC,
        "extract",
        TABLE,
        "catalog-7",
        false,
        START,
        Duration.ofMillis(1250),
        request,
        decision(),
        List.of(overloaded(), answered(reply)),
        new RoutedCall.Result.Answered(FALLBACK, reply, false));
  }

  public static RoutedCall answered(UUID id) {
    return answeredBySecond(id, ChatRequest.of(Message.user("What is due?")), reply("42.00"));
  }

  public static RoutedCall failed(UUID id) {
    return new RoutedCall(
        id,
        Origin.EVAL,
        "extract",
        TABLE,
        "catalog-7",
        false,
        START,
        Duration.ZERO,
        ChatRequest.of(Message.user("What is due?")),
        new Decision(List.of(), List.of(), false, situation(List.of(), List.of())),
        List.of(),
        new RoutedCall.Result.Failed("no target can take the request"));
  }

  /** A streamed call whose primary broke off; another target could not go on with the answer. */
  public static RoutedCall cut(UUID id, Reply seen) {
    Attempt broken =
        new Attempt(
            1,
            Attempt.Kind.ORDINARY,
            PRIMARY,
            true,
            START,
            Duration.ZERO,
            Limits.of(Duration.ofSeconds(10)),
            Duration.ofMillis(900),
            new Exchange(
                new Outcome.Failed(Fault.CUT, "the connection broke", Optional.empty()),
                OptionalInt.of(200),
                Optional.of("req_1"),
                Optional.of(seen),
                Optional.empty(),
                Optional.of(Duration.ofMillis(400)),
                Headroom.UNKNOWN,
                true),
            Optional.empty(),
            Optional.of(new Cost(new BigDecimal("0.00012"), "2026-01-01", true)),
            new Move.GoOn(FALLBACK));
    Attempt continuation =
        new Attempt(
            2,
            Attempt.Kind.CONTINUATION,
            FALLBACK,
            true,
            START.plusMillis(900),
            Duration.ZERO,
            Limits.of(Duration.ofSeconds(9)),
            Duration.ofMillis(5),
            Exchange.unanswered(new Outcome.Failed(Fault.UNREACHABLE, "refused", Optional.empty())),
            Optional.empty(),
            Optional.empty(),
            new Move.Stop("no target is left to go on with the answer"));
    return new RoutedCall(
        id,
        Origin.TRAFFIC,
        "extract",
        TABLE,
        "catalog-7",
        true,
        START,
        Duration.ofMillis(905),
        ChatRequest.of(Message.user("What is due?")),
        decision(),
        List.of(broken, continuation),
        new RoutedCall.Result.Cut(seen, "the answer broke off"));
  }

  public static Reply reply(String text) {
    return Reply.of(
        text,
        new Usage(100, 20, 5, 40, 10),
        new Revision("claude-haiku-4-5-20251001", Optional.empty()));
  }

  private static Decision decision() {
    return new Decision(
        List.of(candidate(PRIMARY, 200), candidate(FALLBACK, 8_000)),
        List.of(new Decision.Skip(SKIPPED, SkipReason.BREAKER_OPEN)),
        true,
        situation(
            List.of(
                new TargetState(true, Access.FREE, 812_000_000, false),
                TargetState.FREE,
                new TargetState(true, Access.BREAKER_OPEN, Latencies.UNKNOWN, false)),
            List.of(
                new BudgetLedger.Standing(
                    new Budget("task/extract", Budget.Period.DAY, new BigDecimal("5")),
                    new BigDecimal("4.25")))));
  }

  private static Candidate candidate(Target target, int outputTokens) {
    Model model = CATALOG.model(target.provider(), target.model()).orElseThrow();
    return new Candidate(target, model, outputTokens, 310_000_000);
  }

  private static Situation situation(
      List<TargetState> targets, List<BudgetLedger.Standing> budgets) {
    return new Situation(
        LocalDate.of(2026, 3, 1), targets, budgets, OptionalInt.empty(), 8_000_000_000L);
  }

  private static Attempt overloaded() {
    return new Attempt(
        1,
        Attempt.Kind.ORDINARY,
        PRIMARY,
        true,
        START,
        Duration.ZERO,
        Limits.of(Duration.ofSeconds(10)),
        Duration.ofNanos(1_500_000),
        exchange(
            new Outcome.Failed(Fault.OVERLOADED, "overloaded_error", Optional.empty()),
            529,
            "req_1",
            Headroom.UNKNOWN),
        Optional.of(new BigDecimal("0.00031")),
        Optional.empty(),
        new Move.NextTarget(FALLBACK));
  }

  private static Attempt answered(Reply reply) {
    return new Attempt(
        2,
        Attempt.Kind.HEDGE,
        FALLBACK,
        true,
        START.plusMillis(2),
        Duration.ofMillis(2),
        new Limits(
            Duration.ofMillis(9998),
            Duration.ofSeconds(5),
            Duration.ofSeconds(4),
            Duration.ofSeconds(3)),
        Duration.ofMillis(1200),
        exchange(
            new Outcome.Answered(reply),
            200,
            "req_2",
            new Headroom(
                OptionalLong.of(49), OptionalLong.of(9_000), Optional.of(Duration.ofSeconds(6)))),
        Optional.of(new BigDecimal("0.00031")),
        Optional.of(new Cost(new BigDecimal("0.000321"), "2026-01-01", false)),
        new Move.Stop("answered"));
  }

  private static Exchange exchange(
      Outcome outcome, int status, String requestId, Headroom headroom) {
    return new Exchange(
        outcome,
        OptionalInt.of(status),
        Optional.of(requestId),
        Optional.empty(),
        Optional.of(Duration.ofMillis(30)),
        Optional.of(Duration.ofMillis(250)),
        headroom,
        false);
  }
}
