package dev.signalbox.db.calllog;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/**
 * What some calls add to the sums that pages read. Every attempt counts in the hour in which its
 * call started.
 */
final class Rollups {
  static final String TRAFFIC = "traffic";

  private final SortedMap<CallHour, Sum> calls = new TreeMap<>(CallHour.ORDER);
  private final SortedMap<AttemptHour, AttemptSum> attempts = new TreeMap<>(AttemptHour.ORDER);
  private final SortedMap<Spend, Count> spend = new TreeMap<>(Spend.ORDER);

  private Rollups() {}

  /** A row of {@code call_hour}; what is not known is empty. */
  public record CallHour(
      Instant hour,
      String task,
      String origin,
      String provider,
      String model,
      String revision,
      String result,
      boolean simulated) {
    static final Comparator<CallHour> ORDER =
        Comparator.comparing(CallHour::task)
            .thenComparing(CallHour::hour)
            .thenComparing(CallHour::origin)
            .thenComparing(CallHour::provider)
            .thenComparing(CallHour::model)
            .thenComparing(CallHour::revision)
            .thenComparing(CallHour::result)
            .thenComparing(CallHour::simulated);

    static CallHour of(CallRow call) {
      return new CallHour(
          call.startedAt().truncatedTo(ChronoUnit.HOURS),
          call.task(),
          call.origin(),
          orEmpty(call.provider()),
          orEmpty(call.model()),
          orEmpty(call.revision()),
          call.result(),
          call.simulated());
    }
  }

  /** A row of {@code attempt_hour}; what is not known is empty. */
  public record AttemptHour(
      Instant hour,
      String task,
      String origin,
      String provider,
      String model,
      String revision,
      String outcome,
      String fault,
      boolean simulated) {
    static final Comparator<AttemptHour> ORDER =
        Comparator.comparing(AttemptHour::task)
            .thenComparing(AttemptHour::hour)
            .thenComparing(AttemptHour::origin)
            .thenComparing(AttemptHour::provider)
            .thenComparing(AttemptHour::model)
            .thenComparing(AttemptHour::revision)
            .thenComparing(AttemptHour::outcome)
            .thenComparing(AttemptHour::fault)
            .thenComparing(AttemptHour::simulated);

    static AttemptHour of(CallRow call, AttemptRow attempt) {
      return new AttemptHour(
          call.startedAt().truncatedTo(ChronoUnit.HOURS),
          call.task(),
          call.origin(),
          attempt.provider(),
          attempt.model(),
          orEmpty(attempt.revision()),
          attempt.outcome(),
          orEmpty(attempt.fault()),
          attempt.simulated());
    }
  }

  /** A row of {@code call_spend}. */
  public record Spend(LocalDate day, String dimension, String name) {
    static final Comparator<Spend> ORDER =
        Comparator.comparing(Spend::dimension).thenComparing(Spend::day).thenComparing(Spend::name);
  }

  private static class Count {
    long count;
    BigDecimal costUsd = BigDecimal.ZERO;

    void add(@Nullable BigDecimal cost) {
      count++;
      if (cost != null) {
        costUsd = costUsd.add(cost);
      }
    }
  }

  private static class Sum extends Count {
    final long[] latency = new long[LatencyHistogram.BUCKETS];

    void add(double tookMs, @Nullable BigDecimal cost) {
      add(cost);
      latency[LatencyHistogram.bucket(tookMs)]++;
    }

    /** As PostgreSQL reads an array. */
    String latency() {
      return Arrays.stream(latency)
          .mapToObj(Long::toString)
          .collect(Collectors.joining(",", "{", "}"));
    }
  }

  private static final class AttemptSum extends Sum {
    long input;
    long cacheRead;
    long cacheWrite;
    long output;
    long reasoning;

    void add(AttemptRow attempt) {
      add(attempt.tookMs(), attempt.costUsd());
      input += orZero(attempt.inputTokens());
      cacheRead += orZero(attempt.cacheReadTokens());
      cacheWrite += orZero(attempt.cacheWriteTokens());
      output += orZero(attempt.outputTokens());
      reasoning += orZero(attempt.reasoningTokens());
    }
  }

  static Rollups of(Collection<LoggedCall> logged) {
    Rollups rollups = new Rollups();
    logged.forEach(rollups::add);
    return rollups;
  }

  private void add(LoggedCall logged) {
    CallRow call = logged.call();
    calls.computeIfAbsent(CallHour.of(call), _ -> new Sum()).add(call.tookMs(), call.costUsd());
    for (AttemptRow attempt : logged.attempts()) {
      attempts.computeIfAbsent(AttemptHour.of(call, attempt), _ -> new AttemptSum()).add(attempt);
    }
    if (call.origin().equals(TRAFFIC)) {
      LocalDate day = LocalDate.ofInstant(call.startedAt(), ZoneOffset.UTC);
      spend(day, "key", call.apiKey(), call);
      spend(day, "user", call.userId(), call);
      spend(day, "prompt_version", call.promptVersion(), call);
      logged.tags().forEach(tag -> spend(day, "tag", tag, call));
    }
  }

  private void spend(LocalDate day, String dimension, @Nullable String name, CallRow call) {
    if (name != null) {
      spend.computeIfAbsent(new Spend(day, dimension, name), _ -> new Count()).add(call.costUsd());
    }
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static long orZero(@Nullable Long count) {
    return count == null ? 0 : count;
  }

  /**
   * Adds them up in the database, in the order of their keys: two nodes that sum up the same hours
   * wait for one another, and never crosswise.
   */
  void addTo(Handle handle) {
    addCalls(handle);
    addAttempts(handle);
    addSpend(handle);
  }

  private void addCalls(Handle handle) {
    PreparedBatch batch =
        handle.prepareBatch(
            """
            insert into call_hour (hour, task, origin, provider, model, revision, result, simulated,
              calls, cost_usd, latency)
            values (:hour, :task, :origin, :provider, :model, :revision, :result, :simulated, :count,
              :cost, cast(:latency as bigint[]))
            on conflict (task, hour, origin, provider, model, revision, result, simulated)
            do update set calls = call_hour.calls + excluded.calls,
              cost_usd = call_hour.cost_usd + excluded.cost_usd,
              latency = bucket_sum(call_hour.latency, excluded.latency)
            """);
    calls.forEach((key, sum) ->
        batch
            .bindMethods(key)
            .bind("count", sum.count)
            .bind("cost", sum.costUsd)
            .bind("latency", sum.latency())
            .add());
    batch.execute();
  }

  private void addAttempts(Handle handle) {
    if (attempts.isEmpty()) {
      return;
    }
    PreparedBatch batch =
        handle.prepareBatch(
            """
            insert into attempt_hour (hour, task, origin, provider, model, revision, outcome, fault,
              simulated, attempts, input_tokens, cache_read_tokens, cache_write_tokens,
              output_tokens, reasoning_tokens, cost_usd, latency)
            values (:hour, :task, :origin, :provider, :model, :revision, :outcome, :fault,
              :simulated, :count, :input, :cacheRead, :cacheWrite, :output, :reasoning, :cost,
              cast(:latency as bigint[]))
            on conflict (task, hour, origin, provider, model, revision, outcome, fault, simulated)
            do update set attempts = attempt_hour.attempts + excluded.attempts,
              input_tokens = attempt_hour.input_tokens + excluded.input_tokens,
              cache_read_tokens = attempt_hour.cache_read_tokens + excluded.cache_read_tokens,
              cache_write_tokens = attempt_hour.cache_write_tokens + excluded.cache_write_tokens,
              output_tokens = attempt_hour.output_tokens + excluded.output_tokens,
              reasoning_tokens = attempt_hour.reasoning_tokens + excluded.reasoning_tokens,
              cost_usd = attempt_hour.cost_usd + excluded.cost_usd,
              latency = bucket_sum(attempt_hour.latency, excluded.latency)
            """);
    attempts.forEach((key, sum) ->
        batch
            .bindMethods(key)
            .bind("count", sum.count)
            .bind("input", sum.input)
            .bind("cacheRead", sum.cacheRead)
            .bind("cacheWrite", sum.cacheWrite)
            .bind("output", sum.output)
            .bind("reasoning", sum.reasoning)
            .bind("cost", sum.costUsd)
            .bind("latency", sum.latency())
            .add());
    batch.execute();
  }

  private void addSpend(Handle handle) {
    if (spend.isEmpty()) {
      return;
    }
    handle
        .createUpdate(
            """
            insert into call_spend (day, dimension, name, calls, cost_usd)
            select * from unnest(cast(:days as date[]), :dimensions, :names, :counts,
              cast(:costs as numeric[]))
            on conflict (dimension, day, name)
            do update set calls = call_spend.calls + excluded.calls,
              cost_usd = call_spend.cost_usd + excluded.cost_usd
            """)
        .bind("days", texts(spend.keySet(), key -> key.day().toString()))
        .bind("dimensions", texts(spend.keySet(), Spend::dimension))
        .bind("names", texts(spend.keySet(), Spend::name))
        .bind("counts", spend.values().stream().map(sum -> sum.count).toArray(Long[]::new))
        .bind("costs", texts(spend.values(), sum -> sum.costUsd.toString()))
        .execute();
  }

  private static <T> String[] texts(Collection<T> things, Function<T, String> text) {
    return things.stream().map(text).toArray(String[]::new);
  }
}
