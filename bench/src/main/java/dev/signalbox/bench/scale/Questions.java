package dev.signalbox.bench.scale;

import dev.signalbox.db.Database;
import dev.signalbox.db.view.CallFilter;
import dev.signalbox.db.view.CallList;
import dev.signalbox.db.view.CallView;
import dev.signalbox.db.view.Views;
import dev.signalbox.router.catalog.Catalog;
import dev.signalbox.router.table.ActiveTable;
import dev.signalbox.router.table.RoutingTable;
import dev.signalbox.router.table.TableVersion;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntFunction;

/** What is asked of the log, each time about something else. */
final class Questions {
  private static final double PAGE_MS = 100;
  private static final double CHART_MS = 50;

  /** Of the days that are still there: sums outlive the calls. */
  private static final String CALLS =
      """
      select sum(calls) from call_hour where hour >= (
        select to_date(min(right(relname, 8)), 'YYYYMMDD')::timestamp at time zone 'UTC'
        from pg_class where relkind = 'r' and relname ~ '^call_log_[0-9]{8}$')
      """;

  private final Database database;
  private final Views views;
  private final Instant first;
  private final Instant end;
  private final int days;
  private final Random random = new Random(17);

  Questions(Database database, LocalDate today, int days) {
    this.database = database;
    this.views = Views.over(database.jdbi(), Catalog.shipped());
    this.end = today.atStartOfDay(ZoneOffset.UTC).toInstant();
    this.first = end.minus(Duration.ofDays(days));
    this.days = days;
  }

  /** The lines of a table. */
  List<String> ask(int times) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%,.0f calls in %d days%24s p50, ms   p95, ms   at most",
            one(CALLS),
            days,
            ""));
    pages(times).forEach(asked -> lines.add(asked.line()));
    others(times).forEach(asked -> lines.add(asked.line()));
    lines.add("");
    lines.addAll(sizes());
    lines.add("");
    lines.addAll(plans());
    return lines;
  }

  private List<QueryTimes> pages(int times) {
    return List.of(
        page("newest calls", times, n -> CallFilter.ANY, false),
        page("of a task, from any time on", times, n -> filter(task(n), ""), true),
        page("of a task, failed", times, n -> filter(task(n), "failed"), true),
        page(
            "of a user (one in 20,000)",
            times,
            n -> with("user", "user-" + random.nextInt(MultipliedLog.USERS)),
            true),
        page(
            "of a key and a prompt version", times, n -> with("key+prompt", "key-" + n % 12), true),
        page("with a frequent tag", times, n -> with("tag", "team=" + n % 7), true),
        page("with a rare tag (one in 100,000)", times, n -> with("tag", "rare-" + n % 100), true),
        page("of a rare revision", times, n -> with("revision", "claude-haiku-4-5-20260930"), true),
        page("of a revision that never was", times, n -> with("revision", "claude-none"), true),
        page("of a task, slower than 3 s", times, n -> with("slow", task(n)), true),
        page("of a task, slower than an hour (none)", times, n -> with("never", task(n)), true),
        page(
            "with a rare word",
            times,
            n -> with("text", "order" + 8 * random.nextInt(1000)),
            false),
        page("with two frequent words", times, n -> with("text", words()), true));
  }

  private String words() {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(
                    "select string_agg(lexeme, ' ') from (select u.lexeme from (select words from"
                        + " call_text limit 1) w cross join lateral unnest(w.words) u"
                        + " order by cardinality(u.positions) desc limit 2) l")
                .mapTo(String.class)
                .one());
  }

  private QueryTimes page(
      String what, int times, IntFunction<CallFilter> filter, boolean anywhere) {
    return QueryTimes.of(
        what,
        times,
        PAGE_MS,
        n ->
            views
                .calls()
                .list(
                    filter.apply(n),
                    anywhere ? Optional.of(anywhere()) : Optional.empty(),
                    CallView.PAGE));
  }

  private UUID anywhere() {
    long span = Duration.between(first, end).toMillis();
    return new UUID((first.toEpochMilli() + (long) (span * random.nextDouble())) << 16, 0);
  }

  private static String task(int n) {
    return SeedTraffic.TASKS.get(n % SeedTraffic.TASKS.size());
  }

  private static CallFilter filter(String task, String result) {
    return CallFilter.of(Optional.of(task), Optional.of(result).filter(given -> !given.isEmpty()));
  }

  private static CallFilter with(String what, String value) {
    Optional<String> given = Optional.of(value);
    Optional<String> none = Optional.empty();
    boolean isSlow = what.equals("slow") || what.equals("never");
    return new CallFilter(
        isSlow ? given : none,
        none,
        none,
        what.equals("revision") ? given : none,
        none,
        none,
        what.equals("key+prompt") ? Optional.of("v1") : none,
        what.equals("key+prompt") ? given : none,
        what.equals("user") ? given : none,
        what.equals("tag") ? given : none,
        isSlow ? Optional.of(what.equals("slow") ? 3_000.0 : 3_600_000.0) : Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        what.equals("text") ? given : none);
  }

  private List<QueryTimes> others(int times) {
    List<UUID> ids = new ArrayList<>();
    for (int n = 0; n < 40; n++) {
      views.calls().list(CallFilter.ANY, Optional.of(anywhere()), CallView.PAGE).calls().stream()
          .map(CallList.Row::id)
          .forEach(ids::add);
    }
    ActiveTable table =
        new ActiveTable(new TableVersion(1, "0".repeat(64)), new RoutingTable(List.of()));
    return List.of(
        QueryTimes.of(
            "one call whole",
            times,
            PAGE_MS,
            n -> views.calls().find(ids.get(random.nextInt(ids.size()))).orElseThrow()),
        QueryTimes.of(
            "revisions of a task in all days",
            times,
            PAGE_MS,
            n -> views.revisions().between(Optional.of(task(n)), first, end)),
        QueryTimes.of(
            "overview of the last day",
            times,
            PAGE_MS,
            n -> views.overview().read(table, end, Duration.ofDays(1), 72)),
        QueryTimes.of(
            "a task's chart of all days",
            times,
            CHART_MS,
            n -> views.hours().of(task(n), first, end)));
  }

  private List<String> sizes() {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(
                    """
                    select format('%s %s MB for a million calls, of which indexes %s',
                      rpad(t.name, 14),
                      lpad(round(sum(pg_total_relation_size(c.oid)) / 1048576.0 / :millions)::text, 7),
                      lpad(round(sum(pg_indexes_size(c.oid)) / 1048576.0 / :millions)::text, 5))
                    from (values ('call_log'), ('call_attempt'), ('call_payload'), ('call_tag'),
                      ('call_text'), ('call_hour'), ('attempt_hour'), ('call_spend')) t (name)
                    join pg_class c on c.relkind = 'r' and c.relname ~ ('^' || t.name || '(_\\d{8})?$')
                    group by t.name order by sum(pg_total_relation_size(c.oid)) desc
                    """)
                .bind("millions", one(CALLS) / 1e6)
                .mapTo(String.class)
                .list());
  }

  private List<String> plans() {
    String before = anywhere().toString();
    return List.of(
        plan(
            "A page of a task's calls",
            "select id, started_at, result from call_log where task = 'summary' and id < '"
                + before
                + "' and id >= call_id_at('1970-01-01') order by id desc limit 51"),
        plan(
            "One call's attempts",
            "select * from call_attempt where call_id = (select id from call_log where id < '"
                + before
                + "' order by id desc limit 1)"),
        plan(
            "A task's chart",
            "select hour, provider, model, revision, sum(attempts), buckets(latency) from"
                + " attempt_hour where task = 'summary' and hour >= '"
                + first
                + "' group by hour, provider, model, revision"));
  }

  private String plan(String what, String query) {
    return database
        .jdbi()
        .withHandle(handle ->
            what
                + "\n"
                + String.join(
                    "\n",
                    handle
                        .createQuery("explain (analyze, buffers, costs off, summary on) " + query)
                        .mapTo(String.class)
                        .list())
                + "\n");
  }

  private double one(String query) {
    return database
        .jdbi()
        .withHandle(handle -> handle.createQuery(query).mapTo(Double.class).one());
  }
}
