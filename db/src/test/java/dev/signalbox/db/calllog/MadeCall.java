package dev.signalbox.db.calllog;

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
import dev.signalbox.router.decision.Decision;
import dev.signalbox.router.decision.Situation;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes calls to store, each as a test wants it. Not thread-safe. */
public final class MadeCall {
  private static final Catalog CATALOG = Catalog.shipped();
  private static final Random RANDOM = new Random(11);

  private final Instant startedAt;
  private final UUID id;
  private final List<Attempt> attempts = new ArrayList<>();
  private Origin origin = Origin.TRAFFIC;
  private String task = "extract";
  private boolean simulated;
  private Duration took = Duration.ofMillis(400);
  private @Nullable String revision;
  private ChatRequest request = ChatRequest.of(Message.user("What is due?"));
  private Attribution attribution = Attribution.NONE;
  private RoutedCall.@Nullable Result result;

  private MadeCall(Instant startedAt) {
    this.startedAt = startedAt;
    this.id = TimeOrderedUuid.at(startedAt, RANDOM);
  }

  public static MadeCall at(String startedAt) {
    return at(Instant.parse(startedAt));
  }

  public static MadeCall at(Instant startedAt) {
    return new MadeCall(startedAt);
  }

  public MadeCall task(String name) {
    task = name;
    return this;
  }

  public MadeCall ofEval() {
    origin = Origin.EVAL;
    return this;
  }

  public MadeCall simulated() {
    simulated = true;
    return this;
  }

  public MadeCall took(Duration wanted) {
    took = wanted;
    return this;
  }

  /** What those who answer from now on say they served; empty if they are not to say. */
  public MadeCall revision(String label) {
    revision = label;
    return this;
  }

  public MadeCall asking(String prompt) {
    return asking(ChatRequest.of(Message.user(prompt)));
  }

  public MadeCall asking(ChatRequest wanted) {
    request = wanted;
    return this;
  }

  public MadeCall user(String name) {
    attribution = attribution.withUser(name);
    return this;
  }

  public MadeCall key(String name) {
    attribution = attribution.withKey(name);
    return this;
  }

  public MadeCall promptVersion(String version) {
    attribution = attribution.withPromptVersion(version);
    return this;
  }

  public MadeCall tags(String... tags) {
    attribution = attribution.withTags(new TreeSet<>(List.of(tags)));
    return this;
  }

  /** Answered at the price that the shipped catalogue has for the day. */
  public MadeCall answered(String provider, String model, String text, Usage usage) {
    return answered(
        provider,
        model,
        text,
        usage,
        CATALOG.cost(provider, model, usage, LocalDate.ofInstant(startedAt, ZoneOffset.UTC)));
  }

  public MadeCall answered(
      String provider, String model, String text, Usage usage, Optional<Cost> cost) {
    Target target = Target.of(provider, model);
    String served = revision == null ? model + "-r1" : revision;
    Reply reply = Reply.of(text, usage, new Revision(served, Optional.empty()));
    attempt(target, new Outcome.Answered(reply), Optional.empty(), cost);
    result = new RoutedCall.Result.Answered(target, reply, false);
    return this;
  }

  /** For so many USD, as the price list of a test has it. */
  public MadeCall answered(String provider, String model, String usd) {
    return answered(
        provider,
        model,
        "42.00",
        new Usage(100, 20, 5, 40, 10),
        Optional.of(new Cost(new BigDecimal(usd), "test@2026-01-01", false)));
  }

  /** Refused by a provider that quotes what it was sent. */
  public MadeCall rejected(String provider, String model, String quoting) {
    Target target = Target.of(provider, model);
    attempt(target, new Outcome.Rejected(400, quoting), Optional.empty(), Optional.empty());
    result = new RoutedCall.Result.Rejected(target, 400, quoting);
    return this;
  }

  /** An attempt that broke off after a few words; an answer may follow. */
  public MadeCall brokeOff(String provider, String model, String partial, String estimate) {
    Reply seen = Reply.of(partial, Usage.NONE, new Revision("", Optional.empty()));
    attempt(
        Target.of(provider, model),
        new Outcome.Failed(Fault.CUT, "the connection broke", Optional.empty()),
        Optional.of(seen),
        Optional.of(new Cost(new BigDecimal(estimate), "test@2026-01-01", true)));
    result = new RoutedCall.Result.Cut(seen, "the answer broke off");
    return this;
  }

  private void attempt(
      Target target, Outcome outcome, Optional<Reply> partial, Optional<Cost> cost) {
    attempts.add(
        new Attempt(
            attempts.size() + 1,
            Attempt.Kind.ORDINARY,
            target,
            simulated,
            startedAt,
            Duration.ZERO,
            Limits.of(Duration.ofSeconds(10)),
            took,
            new Exchange(
                outcome,
                OptionalInt.of(200),
                Optional.of("req_" + attempts.size()),
                partial,
                Optional.empty(),
                Optional.empty(),
                Headroom.UNKNOWN,
                false),
            Optional.empty(),
            cost,
            new Move.Stop("over")));
  }

  public UUID id() {
    return id;
  }

  public RoutedCall build() {
    return new RoutedCall(
        id,
        origin,
        task,
        new TableVersion(1, "0a1b2c3d4e5f"),
        "catalog-7",
        false,
        startedAt,
        took,
        request.change().attribution(attribution).build(),
        new Decision(
            List.of(),
            List.of(),
            false,
            new Situation(
                LocalDate.ofInstant(startedAt, ZoneOffset.UTC),
                List.of(),
                List.of(),
                OptionalInt.empty(),
                8_000_000_000L)),
        attempts,
        result == null ? new RoutedCall.Result.Failed("no target can take the request") : result);
  }
}
