package dev.signalbox.bench.calllog;

import dev.signalbox.router.Origin;
import dev.signalbox.router.RoutedCall;
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
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Calls as applications make them: ten tasks, {@value #USERS} users, prompts and answers of {@value
 * #CHARACTERS} characters each that are never the same twice; the first target is overloaded, the
 * second answers. Used by one thread.
 */
final class SampleTraffic {
  static final int USERS = 10_000;
  static final int CHARACTERS = 1_000;

  private static final int TASKS = 10;
  private static final int KEYS = 5;
  private static final int VERSIONS = 20;
  private static final int WORDS = 2_000;
  private static final int PIECES = 4_096;
  private static final int PIECE = 100;
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final BigDecimal RESERVED = new BigDecimal("0.00131");
  private static final BigDecimal MICRO_USD = new BigDecimal("0.000001");
  private static final TableVersion TABLE = new TableVersion(3, "0a1b2c3d4e5f");
  private static final Target FIRST = Target.of("openai", "gpt-4o-mini").capped(800);
  private static final Target SECOND = Target.of("anthropic", "claude-haiku-4-5");
  private static final Revision REVISION =
      new Revision("claude-haiku-4-5-20251001", Optional.empty());
  private static final List<String> VOCABULARY = vocabulary(new SplittableRandom(1));
  private static final List<String> TEXTS = pieces(new SplittableRandom(2));
  private static final Decision DECISION =
      new Decision(
          List.of(candidate(FIRST), candidate(SECOND)),
          List.of(),
          false,
          new Situation(
              LocalDate.of(2026, 3, 1),
              List.of(TargetState.FREE, TargetState.FREE),
              List.of(),
              OptionalInt.empty(),
              LIMIT.toNanos()));

  private final SplittableRandom random;

  SampleTraffic(long seed) {
    random = new SplittableRandom(seed);
  }

  private static Candidate candidate(Target target) {
    return new Candidate(
        target,
        Catalog.shipped().model(target.provider(), target.model()).orElseThrow(),
        800,
        1_310_000_000L);
  }

  /** Made-up words, the first of them frequent, as in every language. */
  private static List<String> vocabulary(SplittableRandom random) {
    return random
        .ints(WORDS, 2, 11)
        .mapToObj(length ->
            random
                .ints(length, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString())
        .toList();
  }

  /** Pieces to make texts of, so that a call costs little to make. */
  private static List<String> pieces(SplittableRandom random) {
    return Stream.generate(() -> piece(random)).limit(PIECES).toList();
  }

  private static String piece(SplittableRandom random) {
    StringBuilder piece = new StringBuilder(PIECE + 16);
    while (piece.length() < PIECE) {
      // Uniform in the logarithm of the rank: Zipf's law.
      int rank = (int) Math.exp(random.nextDouble() * Math.log(WORDS));
      piece.append(VOCABULARY.get(rank)).append(' ');
    }
    piece.setLength(PIECE);
    return piece.toString();
  }

  private String prose() {
    StringBuilder prose = new StringBuilder(CHARACTERS);
    while (prose.length() < CHARACTERS) {
      prose.append(TEXTS.get(random.nextInt(PIECES)));
    }
    return prose.toString();
  }

  /** One that starts now. */
  RoutedCall next() {
    Instant now = Instant.now();
    Reply reply = Reply.of(prose(), new Usage(250, 0, 0, 240 + random.nextInt(100), 0), REVISION);
    Attribution attribution =
        new Attribution(
            Optional.of("app-" + random.nextInt(KEYS)),
            Optional.of("user-" + random.nextInt(USERS)),
            Optional.of("prompt-" + random.nextInt(VERSIONS)),
            new TreeSet<>(List.of("team=" + random.nextInt(KEYS))));
    return new RoutedCall(
        TimeOrderedUuid.at(now, random),
        Origin.TRAFFIC,
        "task-" + random.nextInt(TASKS),
        TABLE,
        "2026-03-01",
        false,
        now,
        Duration.ofNanos(random.nextLong(200_000_000, 3_000_000_000L)),
        ChatRequest.of(Message.user(prose())).change().attribution(attribution).build(),
        DECISION,
        List.of(overloaded(now), answered(now, reply)),
        new RoutedCall.Result.Answered(SECOND, reply, false));
  }

  private Attempt overloaded(Instant now) {
    return new Attempt(
        1,
        Attempt.Kind.ORDINARY,
        FIRST,
        false,
        now,
        Duration.ZERO,
        Limits.of(LIMIT),
        Duration.ofNanos(random.nextLong(20_000_000)),
        exchange(
            new Outcome.Failed(Fault.OVERLOADED, "overloaded_error", Optional.empty()),
            529,
            Headroom.UNKNOWN),
        Optional.of(RESERVED),
        Optional.empty(),
        new Move.NextTarget(SECOND));
  }

  private Attempt answered(Instant now, Reply reply) {
    BigDecimal cost = MICRO_USD.multiply(BigDecimal.valueOf(random.nextInt(100, 1_000)));
    return new Attempt(
        2,
        Attempt.Kind.ORDINARY,
        SECOND,
        false,
        now.plusMillis(20),
        Duration.ZERO,
        Limits.of(LIMIT),
        Duration.ofNanos(random.nextLong(200_000_000, 3_000_000_000L)),
        exchange(
            new Outcome.Answered(reply),
            200,
            new Headroom(
                OptionalLong.of(random.nextInt(1_000)),
                OptionalLong.of(random.nextInt(100_000)),
                Optional.of(Duration.ofSeconds(6)))),
        Optional.of(RESERVED),
        Optional.of(new Cost(cost, "2026-01-01", false)),
        new Move.Stop("answered"));
  }

  private Exchange exchange(Outcome outcome, int status, Headroom headroom) {
    return new Exchange(
        outcome,
        OptionalInt.of(status),
        Optional.of("req_" + Long.toHexString(random.nextLong())),
        Optional.empty(),
        Optional.of(Duration.ofMillis(12)),
        Optional.of(Duration.ofMillis(250)),
        headroom,
        false);
  }
}
