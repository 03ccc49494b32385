package dev.signalbox.bench.scale;

import dev.signalbox.router.Origin;
import dev.signalbox.router.RoutedCall;
import dev.signalbox.router.RoutedCall.Result;
import dev.signalbox.router.attempt.Attempt;
import dev.signalbox.router.catalog.Catalog;
import dev.signalbox.router.catalog.Cost;
import dev.signalbox.router.chat.Attribution;
import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.chat.Revision;
import dev.signalbox.router.chat.Usage;
import dev.signalbox.router.decision.Candidate;
import dev.signalbox.router.decision.Decision;
import dev.signalbox.router.decision.Situation;
import dev.signalbox.router.decision.TargetState;
import dev.signalbox.router.move.Move;
import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.outcome.Outcome;
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
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Calls as applications make them: eight tasks, a prompt and an answer of a kilobyte each in words
 * of uneven frequency, two attempts, of which the first failed; one call in fifty is not answered.
 */
final class SeedTraffic {
  static final List<String> TASKS =
      List.of("chat", "classify", "extract", "rerank", "rewrite", "route", "summary", "translate");

  private static final int LENGTH = 1_000;
  private static final int VOCABULARY = 5_000;
  private static final int LOST_ONE_IN = 50;
  private static final Catalog CATALOG = Catalog.shipped();
  private static final Target OPENAI = Target.of("openai", "gpt-4o-mini").capped(400);
  private static final Target ANTHROPIC = Target.of("anthropic", "claude-haiku-4-5").capped(400);

  private final Random random = new Random(4_711);
  private final String[] words = new String[VOCABULARY];

  SeedTraffic() {
    for (int i = 0; i < VOCABULARY; i++) {
      words[i] = word();
    }
  }

  private String word() {
    int letters = 3 + random.nextInt(8);
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < letters; i++) {
      word.append((char) ('a' + random.nextInt(26)));
    }
    return word.toString();
  }

  /** A kilobyte of text; the n-th word of the vocabulary is the rarer the greater n is. */
  private String text() {
    StringBuilder text = new StringBuilder(LENGTH + 16);
    while (text.length() < LENGTH) {
      double share = random.nextDouble();
      text.append(words[(int) (VOCABULARY * share * share * share)]).append(' ');
    }
    return text.substring(0, LENGTH);
  }

  /** The n-th call, which starts at {@code start}. */
  RoutedCall call(int n, Instant start) {
    boolean isLost = n % LOST_ONE_IN == 0;
    Duration took = Duration.ofMillis((long) (300 * Math.exp(random.nextGaussian())));
    Reply reply = reply(n);
    return new RoutedCall(
        TimeOrderedUuid.at(start, random),
        n % 20 == 0 ? Origin.EVAL : Origin.TRAFFIC,
        TASKS.get(n % TASKS.size()),
        new TableVersion(1, "0".repeat(64)),
        CATALOG.version(),
        false,
        start,
        took.plusMillis(12),
        request(n),
        decision(start),
        List.of(overloaded(start), second(start.plusMillis(12), took, reply, isLost)),
        isLost
            ? new Result.Failed("no target answered")
            : new Result.Answered(ANTHROPIC, reply, false));
  }

  private ChatRequest request(int n) {
    Attribution attribution =
        Attribution.NONE
            .withKey("key-" + n % 12)
            .withUser("user-" + n % 997)
            .withPromptVersion("v" + n % 5)
            .withTags(new TreeSet<>(Set.of("team=" + n % 7)));
    return ChatRequest.of(Message.user(text())).change().attribution(attribution).build();
  }

  private Reply reply(int n) {
    String revision = n % 40 == 0 ? "claude-haiku-4-5-20260930" : "claude-haiku-4-5-20251001";
    return Reply.of(
        text(),
        new Usage(200 + random.nextInt(100), 0, 0, 150 + random.nextInt(100), 0),
        new Revision(revision, Optional.empty()));
  }

  private static Decision decision(Instant start) {
    return new Decision(
        List.of(candidate(OPENAI), candidate(ANTHROPIC)),
        List.of(),
        false,
        new Situation(
            LocalDate.ofInstant(start, ZoneOffset.UTC),
            List.of(TargetState.FREE, TargetState.FREE),
            List.of(),
            OptionalInt.empty(),
            8_000_000_000L));
  }

  private static Candidate candidate(Target target) {
    return new Candidate(
        target, CATALOG.model(target.provider(), target.model()).orElseThrow(), 400, 310_000_000);
  }

  private static Attempt overloaded(Instant start) {
    return attempt(
        1,
        OPENAI,
        start,
        Duration.ofMillis(12),
        exchange(new Outcome.Failed(Fault.OVERLOADED, "overloaded", Optional.empty()), 529),
        Optional.empty(),
        new Move.NextTarget(ANTHROPIC));
  }

  private Attempt second(Instant start, Duration took, Reply reply, boolean isLost) {
    if (isLost) {
      return attempt(
          2,
          ANTHROPIC,
          start,
          took,
          exchange(new Outcome.Failed(Fault.OVERLOADED, "overloaded", Optional.empty()), 529),
          Optional.empty(),
          new Move.Stop("no target is left"));
    }
    BigDecimal usd = BigDecimal.valueOf(800 + random.nextInt(400), 6);
    return attempt(
        2,
        ANTHROPIC,
        start,
        took,
        exchange(new Outcome.Answered(reply), 200),
        Optional.of(new Cost(usd, "anthropic/claude-haiku-4-5@2025-10-15", false)),
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
        false,
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
        Optional.of("req_0123456789abcdef"),
        Optional.empty(),
        Optional.empty(),
        Optional.of(Duration.ofMillis(180)),
        Headroom.UNKNOWN,
        false);
  }
}
