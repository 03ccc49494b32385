package dev.signalbox.db.view;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Define;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** Reads sums of costs; no call is looked at. */
interface SpendQueries {
  String CALLS = "call_hour";
  String ATTEMPTS =
      "(select *, attempts as calls from attempt_hour where outcome <> 'skipped') attempt_hour";

  /** A place in the order of costs; the last one, without a name, is of all the rest. */
  record Place(Optional<String> name, long names, @Nested Spend.Figures figures) {}

  @RegisterConstructorMapper(Place.class)
  @SqlQuery(
      """
      with named as (
        select <name> as name,
               coalesce(sum(calls) filter (where origin = 'traffic'), 0) as calls,
               coalesce(sum(cost_usd) filter (where origin = 'traffic'), 0) as usd,
               coalesce(sum(calls) filter (where origin = 'eval'), 0) as evals,
               coalesce(sum(cost_usd) filter (where origin = 'eval'), 0) as evals_usd
        from <source>
        where hour >= :from and hour < :to and (cast(:task as text) is null or task = :task)
        group by 1),
      placed as (
        select *, least(row_number() over (order by usd + evals_usd desc, name), :top + 1) as place
        from named)
      select case when place <= :top then name end as name, count(*) as names, sum(calls) as calls,
             sum(usd) as usd, sum(evals) as evals, sum(evals_usd) as evals_usd
      from placed group by place, 1 order by place
      """)
  List<Place> hourly(
      @Define("source") String source,
      @Define("name") String name,
      Instant from,
      Instant to,
      Optional<String> task,
      int top);

  @RegisterConstructorMapper(Place.class)
  @SqlQuery(
      """
      with named as (
        select name, sum(calls) as calls, sum(cost_usd) as usd from call_spend
        where dimension = :dimension and day >= :from and day < :to
        group by name),
      placed as (
        select *, least(row_number() over (order by usd desc, name), :top + 1) as place
        from named)
      select case when place <= :top then name end as name, count(*) as names, sum(calls) as calls,
             sum(usd) as usd, 0 as evals, 0 as evals_usd
      from placed group by place, 1 order by place
      """)
  List<Place> daily(String dimension, LocalDate from, LocalDate to, int top);

  /** All calls of a period, and what simulated ones among them cost. */
  record Total(@Nested Spend.Figures figures, BigDecimal simulatedUsd) {}

  @RegisterConstructorMapper(Total.class)
  @SqlQuery(
      """
      select coalesce(sum(calls) filter (where origin = 'traffic'), 0) as calls,
             coalesce(sum(cost_usd) filter (where origin = 'traffic'), 0) as usd,
             coalesce(sum(calls) filter (where origin = 'eval'), 0) as evals,
             coalesce(sum(cost_usd) filter (where origin = 'eval'), 0) as evals_usd,
             coalesce(sum(cost_usd) filter (where simulated), 0) as simulated_usd
      from call_hour
      where hour >= :from and hour < :to and (cast(:task as text) is null or task = :task)
      """)
  Total total(Instant from, Instant to, Optional<String> task);

  /** What a task's traffic cost in a day and its month. */
  record Used(String task, BigDecimal today, BigDecimal month) {}

  @RegisterConstructorMapper(Used.class)
  @SqlQuery(
      """
      select task,
             coalesce(sum(cost_usd) filter (where hour >= :today and hour < :tomorrow), 0) as today,
             sum(cost_usd) as month
      from call_hour where hour >= :month and hour < :nextMonth and origin = 'traffic'
      group by task
      """)
  List<Used> used(Instant today, Instant tomorrow, Instant month, Instant nextMonth);

  /** What a day cost. */
  record Day(LocalDate day, BigDecimal usd) {}

  @RegisterConstructorMapper(Day.class)
  @SqlQuery(
      """
      select (hour at time zone 'UTC')::date as day, sum(cost_usd) as usd from call_hour
      where hour >= :from and hour < :to and (cast(:task as text) is null or task = :task)
      group by 1
      """)
  List<Day> days(Instant from, Instant to, Optional<String> task);

  /** When the first call was logged. */
  @SqlQuery(
      """
      select min(hour) from call_hour where (cast(:task as text) is null or task = :task)
      """)
  Optional<Instant> firstHour(Optional<String> task);
}
