package dev.signalbox.db.view;

import dev.signalbox.router.Origin;
import dev.signalbox.router.RoutedCall;
import dev.signalbox.router.attempt.Attempt;
import dev.signalbox.router.catalog.Catalog;
import dev.signalbox.router.catalog.Cost;
import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.chat.ResponseFormat;
import dev.signalbox.router.chat.Revision;
import dev.signalbox.router.chat.Sampling;
import dev.signalbox.router.chat.Usage;
import dev.signalbox.router.decision.Candidate;
import dev.signalbox.router.decision.Decision;
import dev.signalbox.router.decision.Situation;
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
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Three hundred calls within four minutes: a third of another task; openai was away from the 120th
 * to the 170th, which anthropic answered, but for the 150th.
 */
final class SampleTraffic {
  private static final int CALLS = 300;
  private static final Target OPENAI = Target.of("openai", "gpt-4o-mini");
  private static final Target ANTHROPIC = Target.of("anthropic", "claude-haiku-4-5");
  private static final ObjectNode SCHEMA =
      (ObjectNode)
          JsonMapper.shared()
              .readTree(
                  """
                  {"type": "object", "properties": {"total": {"type": "string"}}, "required": ["total"]}
                  """);

  private SampleTraffic() {}

  /** The calls, the last of which has just started. */
  static RoutedCall[] calls(Instant now) {
    Random random = new Random(300);
    return IntStream.rangeClosed(1, CALLS)
        .mapToObj(n -> call(n, now.minusMillis((CALLS - n) * 800L), random))
        .toArray(RoutedCall[]::new);
  }

  private static RoutedCall call(int n, Instant start, Random random) {
    boolean isDown = n >= 120 && n <= 170;
    boolean isLost = n == 150;
    Duration took = Duration.ofMillis(180 + random.nextInt(900));
    Target answering = isDown ? ANTHROPIC : OPENAI;
    Attempt first = isDown ? refused(start) : answered(1, OPENAI, start, took);
    Attempt second =
        isLost ? overloaded(start, took) : answered(2, ANTHROPIC, start.plusMillis(90), took);
    return new RoutedCall(
        TimeOrderedUuid.at(start, random),
        Origin.TRAFFIC,
        n % 3 == 0 ? SampleHistory.OTHER_TASK : SampleHistory.TASK,
        new TableVersion(1, "3fa9c1".repeat(11)),
        "shipped",
        false,
        start,
        took.plusMillis(isDown ? 90 : 0),
        request(n),
        decision(),
        isDown ? List.of(first, second) : List.of(first),
        isLost
            ? new RoutedCall.Result.Failed("every target of the route failed")
            : new RoutedCall.Result.Answered(answering, reply(answering), false));
  }

  private static ChatRequest request(int n) {
    String asked =
        n % 3 == 0
            ? "Ticket %1$d: the label printer in hall 3 prints blank labels since the update <script>alert(\"%1$d\")</script>"
                .formatted(n)
            : "Invoice INV-2026-%d\nNordlicht Logistik GmbH\nTotal due: 12.00 EUR by 1 April 2026"
                .formatted(n);
    return ChatRequest.of(
            Message.system("You read documents. Answer with JSON only."), Message.user(asked))
        .change()
        .format(new ResponseFormat.JsonSchema("answer", SCHEMA, true))
        .sampling(
            new Sampling(
                OptionalDouble.of(0),
                OptionalDouble.empty(),
                OptionalInt.empty(),
                OptionalLong.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty()))
        .build();
  }

  private static Decision decision() {
    return new Decision(
        List.of(candidate(OPENAI), candidate(ANTHROPIC)),
        List.of(new Decision.Skip(Target.of("google", "gemini-2.5-flash"), SkipReason.NO_KEY)),
        false,
        new Situation(LocalDate.EPOCH, List.of(), List.of(), OptionalInt.empty(), 0));
  }

  private static Candidate candidate(Target target) {
    return new Candidate(
        target,
        Catalog.shipped().model(target.provider(), target.model()).orElseThrow(),
        1_000,
        310_000_000);
  }

  private static Attempt refused(Instant start) {
    return attempt(
        1,
        OPENAI,
        start,
        Duration.ofMillis(90),
        Exchange.unanswered(
            new Outcome.Failed(Fault.UNREACHABLE, "connection refused", Optional.empty())),
        Optional.empty(),
        new Move.NextTarget(ANTHROPIC));
  }

  private static Attempt overloaded(Instant start, Duration took) {
    return attempt(
        2,
        ANTHROPIC,
        start.plusMillis(90),
        took,
        exchange(new Outcome.Failed(Fault.OVERLOADED, "overloaded_error", Optional.empty()), 529),
        Optional.empty(),
        new Move.Stop("no target is left"));
  }

  private static Attempt answered(int ordinal, Target target, Instant start, Duration took) {
    BigDecimal usd = new BigDecimal(target.equals(OPENAI) ? "0.00034" : "0.00169");
    return attempt(
        ordinal,
        target,
        start,
        took,
        exchange(new Outcome.Answered(reply(target)), 200),
        Optional.of(new Cost(usd, target.name() + "@2024-07-18", false)),
        new Move.Stop("answered"));
  }

  private static Attempt attempt(
      int ordinal,
      Target target,
      Instant start,
      Duration took,
      Exchange exchange,
      Optional<Cost> cost,
      Move move) {
    return new Attempt(
        ordinal,
        Attempt.Kind.ORDINARY,
        target,
        true,
        start,
        Duration.ZERO,
        Limits.of(Duration.ofSeconds(8)),
        took,
        exchange,
        Optional.empty(),
        cost,
        move);
  }

  private static Exchange exchange(Outcome outcome, int status) {
    return new Exchange(
        outcome,
        OptionalInt.of(status),
        Optional.of("req_1"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Headroom.UNKNOWN,
        false);
  }

  private static Reply reply(Target target) {
    String revision =
        target.equals(OPENAI) ? "gpt-4o-mini-2024-07-18" : "claude-haiku-4-5-20251001";
    return Reply.of(
        "{\"total\": \"12.00\"}",
        new Usage(412, 0, 0, 64, 0),
        new Revision(revision, Optional.empty()));
  }
}
