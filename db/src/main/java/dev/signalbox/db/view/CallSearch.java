package dev.signalbox.db.view;

import dev.signalbox.router.time.Ticker;
import dev.signalbox.router.time.TimeOrderedUuid;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.Query;

/**
 * Looks for calls from the newest on, and ends after a while whatever is looked for. It walks along
 * the one index that leads straightest to the calls that are meant, and looks at each call that
 * lies there; hours that have no such call, as the rollups know, are passed over.
 */
final class CallSearch {
  private static final Duration PATIENCE = Duration.ofMillis(40);
  private static final int FIRST_STRIDE = 100;
  private static final int LONGEST_STRIDE = 2_500;

  /** Of time, for words: their index has no order, so that all that it finds is sorted. */
  private static final Duration FIRST_WINDOW = Duration.ofMinutes(5);

  private static final int WINDOW_GROWTH = 8;

  /** From the {@link #LATEST} moment to before any. */
  private static final Duration FOR_EVER = Duration.ofDays(10_000 * 366);

  private static final String ROW =
      """
      c.id, c.origin, c.task, c.started_at, c.took_ms, c.result, c.reason, c.provider, c.model,
      c.revision, c.simulated, c.attempts, c.cost_usd, c.api_key, c.user_id, c.prompt_version,
      c.request_key\
      """;

  /** True of the calls {@code c} that a filter means, but for their time and their words. */
  static final String MEANT =
      """
      (cast(:task as text) is null or c.task = :task)
      and (cast(:provider as text) is null or c.provider = :provider)
      and (cast(:model as text) is null or c.model = :model)
      and (cast(:revision as text) is null or c.revision = :revision)
      and (cast(:result as text) is null or c.result = :result)
      and (cast(:origin as text) is null or c.origin = :origin)
      and (cast(:promptVersion as text) is null or c.prompt_version = :promptVersion)
      and (cast(:key as text) is null or c.api_key = :key)
      and (cast(:user as text) is null or c.user_id = :user)
      and (cast(:tag as text) is null or exists
        (select 1 from call_tag t where t.tag = :tag and t.call_id = c.id))
      and (cast(:slowerThanMs as double precision) is null or c.took_ms > :slowerThanMs)
      and (cast(:fasterThanMs as double precision) is null or c.took_ms < :fasterThanMs)
      and (cast(:dearerThanUsd as numeric) is null or c.cost_usd > :dearerThanUsd)
      and (cast(:cheaperThanUsd as numeric) is null or c.cost_usd < :cheaperThanUsd)\
      """;

  /** Later than any call. */
  static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  private final Handle handle;
  private final CallFilter filter;
  private final Ticker ticker;

  /**
   * @param ticker says when it has looked long enough
   */
  CallSearch(Handle handle, CallFilter filter, Ticker ticker) {
    this.handle = handle;
    this.filter = filter;
    this.ticker = ticker;
  }

  /**
   * What was found.
   *
   * @param next before which id to go on; absent when there are no more
   */
  record Found(List<FoundCall> calls, Optional<UUID> next) {}

  /** A call, and where its prompt is kept. */
  record FoundCall(CallList.Row row, Optional<UUID> requestKey) {}

  /** The newest {@code most} of the calls that come before {@code before}. */
  Found before(UUID before, int most) {
    long started = ticker.nanos();
    List<FoundCall> calls = new ArrayList<>();
    Optional<UUID> next = Optional.of(before);
    int stride = FIRST_STRIDE;
    Duration window = filter.text().isPresent() ? FIRST_WINDOW : FOR_EVER;
    while (next.isPresent() && calls.size() < most) {
      Optional<UUID> from = newestHour(next.get());
      if (from.isEmpty()) {
        return new Found(calls, Optional.empty());
      }
      Instant back = TimeOrderedUuid.momentOf(from.get()).minus(window);
      Stride looked = look(from.get(), back, most - calls.size(), stride);
      calls.addAll(looked.calls());
      next = looked.next();
      stride = Math.min(LONGEST_STRIDE, stride * 4);
      window = longer(window);
      if (ticker.nanos() - started > PATIENCE.toNanos()) {
        break;
      }
    }
    return new Found(calls, next);
  }

  private static Duration longer(Duration window) {
    Duration longer = window.multipliedBy(WINDOW_GROWTH);
    return longer.compareTo(FOR_EVER) < 0 ? longer : FOR_EVER;
  }

  /** Calls found on a part of the way, and where the next part begins, if there is one. */
  private record Stride(List<FoundCall> calls, Optional<UUID> next) {}

  /**
   * @param back how far to look, and no further
   */
  private Stride look(UUID before, Instant back, int most, int stride) {
    Instant end = filter.from().orElse(Instant.EPOCH);
    Instant from = back.isAfter(end) ? back : end;
    Optional<UUID> beyond = from.equals(end) ? Optional.empty() : Optional.of(floor(from));
    Query query =
        handle
            .createQuery(
                """
                with lane as materialized (<lane>)
                select lane_end.looked, lane_end.last, found.*
                from (select count(*) as looked, (array_agg(id order by id))[1] as last from lane)
                  as lane_end
                left join lateral (
                  select <row> from lane c
                  where <meant>
                  order by c.id desc limit :most) found on true
                order by found.id desc
                """)
            .define("lane", lane())
            .define("row", ROW)
            .define("meant", MEANT)
            .bindMethods(filter)
            .bind("before", before)
            .bind("from", from)
            .bind("to", filter.to().orElse(LATEST))
            .bind("most", most)
            .bind("stride", stride);
    return query.reduceRows(
        new Stride(new ArrayList<>(), Optional.empty()),
        (sofar, row) -> add(sofar, row, most, stride, beyond));
  }

  private static Stride add(
      Stride sofar, RowView row, int most, int stride, Optional<UUID> beyond) {
    UUID id = row.getColumn("id", UUID.class);
    if (id != null) {
      sofar.calls().add(call(row, id));
    }
    if (sofar.calls().size() == most) {
      return new Stride(sofar.calls(), Optional.of(sofar.calls().getLast().row().id()));
    }
    boolean isCutOff = row.getColumn("looked", Integer.class) == stride;
    return new Stride(
        sofar.calls(), isCutOff ? Optional.of(row.getColumn("last", UUID.class)) : beyond);
  }

  /** The way that is walked: one index, newest first. */
  private String lane() {
    if (filter.text().isPresent()) {
      // Behind "offset 0" the order is unknown: PostgreSQL, which takes every word for a frequent
      // one, would walk by id and read the words of call after call.
      return """
      select c.* from (
        select m.call_id from (
          select k.call_id from call_text k
          where k.words @@ websearch_to_tsquery('simple', :text) and %s offset 0) m
        order by m.call_id desc limit :stride) k
      join call_log c on c.id = k.call_id
      """
          .formatted(within("k.call_id"));
    }
    if (filter.tag().isPresent()) {
      return """
      select c.* from (
        select k.call_id from call_tag k where k.tag = :tag and %s
        order by k.call_id desc limit :stride) k
      join call_log c on c.id = k.call_id
      """
          .formatted(within("k.call_id"));
    }
    return "select c.* from call_log c where %s and %s order by c.id desc limit :stride"
        .formatted(straightest(), within("c.id"));
  }

  private static String within(String id) {
    return "%1$s < :before and %1$s >= call_id_at(:from) and %1$s < call_id_at(:to)".formatted(id);
  }

  private String straightest() {
    if (filter.user().isPresent()) {
      return "c.user_id = :user";
    }
    if (filter.promptVersion().isPresent()) {
      return "c.prompt_version = :promptVersion";
    }
    if (filter.result().filter(result -> !result.equals("answered")).isPresent()) {
      return "c.result <> 'answered'";
    }
    if (filter.key().isPresent()) {
      return "c.api_key = :key";
    }
    return filter.task().isPresent() ? "c.task = :task" : "true";
  }

  /** From where on there may be such calls; absent when there are none before. */
  private Optional<UUID> newestHour(UUID before) {
    boolean rollupsKnow =
        filter.task().isPresent()
            || filter.provider().isPresent()
            || filter.model().isPresent()
            || filter.revision().isPresent()
            || filter.result().isPresent()
            || filter.origin().isPresent()
            || filter.text().isPresent(); // which goes window by window, from where calls are
    if (!rollupsKnow) {
      return Optional.of(before);
    }
    Instant moment = TimeOrderedUuid.momentOf(before);
    Optional<Instant> newest =
        handle
            .createQuery(
                """
                select max(hour) from call_hour
                where hour <= :moment and hour >= date_trunc('hour', cast(:from as timestamptz), 'UTC')
                  and (cast(:task as text) is null or task = :task)
                  and (cast(:provider as text) is null or provider = :provider)
                  and (cast(:model as text) is null or model = :model)
                  and (cast(:revision as text) is null or revision = :revision)
                  and (cast(:result as text) is null or result = :result)
                  and (cast(:origin as text) is null or origin = :origin)
                """)
            .bind("moment", moment)
            .bind("from", filter.from().orElse(Instant.EPOCH))
            .bindMethods(filter)
            .mapTo(Instant.class)
            .findOne();
    return newest
        .map(hour -> hour.plus(1, ChronoUnit.HOURS))
        .map(end -> end.isAfter(moment) ? before : floor(end));
  }

  /** The least id of a moment, as the function call_id_at of the database has it. */
  static UUID floor(Instant moment) {
    return new UUID(moment.toEpochMilli() << 16, 0);
  }

  private static FoundCall call(RowView row, UUID id) {
    return new FoundCall(
        new CallList.Row(
            id,
            row.getColumn("origin", String.class),
            row.getColumn("task", String.class),
            row.getColumn("started_at", Instant.class),
            row.getColumn("took_ms", Double.class),
            row.getColumn("result", String.class),
            text(row, "reason"),
            text(row, "provider"),
            text(row, "model"),
            text(row, "revision"),
            row.getColumn("simulated", Boolean.class),
            row.getColumn("attempts", Integer.class),
            row.getColumn("cost_usd", BigDecimal.class),
            text(row, "api_key"),
            text(row, "user_id"),
            text(row, "prompt_version"),
            Optional.empty()),
        Optional.ofNullable(row.getColumn("request_key", UUID.class)));
  }

  private static Optional<String> text(RowView row, String column) {
    return Optional.ofNullable(row.getColumn(column, String.class));
  }
}
