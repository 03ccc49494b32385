package dev.signalbox.db.view;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** Reads which revisions of models answered. Thread-safe. */
public final class RevisionView {
  private final Snapshot snapshot;

  RevisionView(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /**
   * A revision that answered a task.
   *
   * @param revision empty where the provider did not say
   * @param calls that it answered in the period
   * @param share of all that its provider's model answered for the task in the period, in [0, 1]
   * @param firstSeen when its first call started, of all that is kept
   * @param firstCall that call, while it is kept
   * @param lastSeen the beginning of the last hour of the period in which it answered
   * @param isNew whether that first call lies in the period, and another revision answered before
   *     it
   */
  public record Revision(
      String task,
      String provider,
      String model,
      String revision,
      long calls,
      double share,
      Instant firstSeen,
      Optional<UUID> firstCall,
      Instant lastSeen,
      boolean isNew) {}

  /**
   * The revisions that answered in the hours of a period, by task, provider and model, the newest
   * revision first.
   *
   * @param task absent means all
   */
  public List<Revision> between(Optional<String> task, Instant from, Instant to) {
    return snapshot.read(
        Queries.class,
        queries -> {
          List<Seen> all =
              queries.revisions(task, from.truncatedTo(ChronoUnit.HOURS), to).stream()
                  .map(row -> new Seen(row, first(row, queries)))
                  .toList();
          return all.stream().map(seen -> revision(seen, all, from)).toList();
        });
  }

  /** A revision, and its first call while that is kept. */
  private record Seen(Queries.Row row, Optional<Queries.First> first) {
    Instant since() {
      return first.map(Queries.First::startedAt).orElse(row.firstHour());
    }

    /** Whether it came after another one of its model. */
    boolean follows(Seen other) {
      return other.since().isBefore(since())
          && other.row.task().equals(row.task())
          && other.row.provider().equals(row.provider())
          && other.row.model().equals(row.model());
    }
  }

  private static Optional<Queries.First> first(Queries.Row row, Queries queries) {
    return queries.first(
        row.task(),
        row.provider(),
        row.model(),
        row.revision(),
        row.firstHour(),
        row.firstHour().plus(Duration.ofHours(1)));
  }

  private static Revision revision(Seen seen, List<Seen> all, Instant from) {
    Queries.Row row = seen.row();
    // Of those that came within one hour, the rollups do not know which was the first.
    boolean hadOther = row.hadOther() || all.stream().anyMatch(seen::follows);
    return new Revision(
        row.task(),
        row.provider(),
        row.model(),
        row.revision(),
        row.calls(),
        (double) row.calls() / row.ofModel(),
        seen.since(),
        seen.first().map(Queries.First::id),
        row.lastHour(),
        hadOther && !seen.since().isBefore(from));
  }

  interface Queries {
    @RegisterConstructorMapper(Row.class)
    @SqlQuery(
        """
        with answered as (
          select task, provider, model, revision, sum(calls) as calls, max(hour) as last_hour
          from call_hour
          where hour >= :from and hour < :to and result = 'answered'
            and (cast(:task as text) is null or task = :task)
          group by task, provider, model, revision),
        ever as (
          select task, provider, model, revision, min(hour) as first_hour
          from call_hour
          where result = 'answered'
            and (cast(:task as text) is null or task = :task)
          group by task, provider, model, revision)
        select a.task, a.provider, a.model, a.revision, a.calls, a.last_hour, e.first_hour,
               sum(a.calls) over (partition by a.task, a.provider, a.model) as of_model,
               exists (select 1 from ever o
                       where (o.task, o.provider, o.model) = (a.task, a.provider, a.model)
                         and o.revision <> a.revision and o.first_hour < e.first_hour) as had_other
        from answered a
        join ever e using (task, provider, model, revision)
        order by a.task, a.provider, a.model, e.first_hour desc, a.revision
        """)
    List<Row> revisions(Optional<String> task, Instant from, Instant to);

    @RegisterConstructorMapper(First.class)
    @SqlQuery(
        """
        select id, started_at from call_log
        where task = :task and id >= call_id_at(:from) and id < call_id_at(:to)
          and result = 'answered' and provider = :provider and model = :model
          and coalesce(revision, '') = :revision
        order by id limit 1
        """)
    Optional<First> first(
        String task, String provider, String model, String revision, Instant from, Instant to);

    record Row(
        String task,
        String provider,
        String model,
        String revision,
        long calls,
        Instant lastHour,
        Instant firstHour,
        long ofModel,
        boolean hadOther) {}

    record First(UUID id, Instant startedAt) {}
  }
}
