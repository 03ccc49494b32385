package dev.signalbox.dashboard.api;

import dev.signalbox.db.view.HourView;
import dev.signalbox.db.view.RevisionView;
import dev.signalbox.db.view.Views;
import dev.signalbox.router.table.ActiveTable;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The call log under {@code /api}; nothing here changes anything. Thread-safe. */
public final class CallApi {
  private static final Set<String> PERIOD = Set.of("from", "to");
  private static final Set<String> TASK_AND_PERIOD = Set.of("task", "from", "to");
  private static final Duration USUAL_HOURS = Duration.ofDays(7);
  private static final Duration MOST_HOURS = Duration.ofDays(90);

  private final Views views;
  private final Supplier<ActiveTable> table;
  private final InstantSource clock;

  /**
   * Answers from {@code views}.
   *
   * @param table gives the routing table in force
   * @param clock real time, which {@code from=2h} is ago of
   */
  public CallApi(Views views, Supplier<ActiveTable> table, InstantSource clock) {
    this.views = views;
    this.table = table;
    this.clock = clock;
  }

  /** {@code /api/calls}: a page of calls, and {@code next} to be given as {@code after}. */
  public void list(Context ctx) {
    CallQuestion question = CallQuestion.of(asked(ctx, CallQuestion.PARAMETERS));
    answer(ctx, views.calls().list(question.filter(), question.after(), question.limit()));
  }

  /** {@code /api/calls/{id}}: one call, whole. */
  public void one(Context ctx) {
    asked(ctx, Set.of());
    UUID id =
        new Parameters(Map.of("id", ctx.pathParam("id")), clock.instant()).id("id").orElseThrow();
    answer(
        ctx,
        views
            .calls()
            .find(id)
            .orElseThrow(() -> new NotFoundResponse("There is no call " + id + ".")));
  }

  /** {@code /api/revisions}: which revisions answered. */
  public void revisions(Context ctx) {
    RevisionQuestion question = RevisionQuestion.of(asked(ctx, TASK_AND_PERIOD));
    answer(
        ctx,
        new Revisions(
            question.period(),
            views
                .revisions()
                .between(question.task(), question.period().from(), question.period().to())));
  }

  /** {@code /api/tasks/{task}/hours}: what a task's attempts came to, hour by hour. */
  public void hours(Context ctx) {
    Period period = Period.of(asked(ctx, PERIOD), USUAL_HOURS, MOST_HOURS);
    String task = ctx.pathParam("task");
    answer(ctx, new Hours(task, period, views.hours().of(task, period.from(), period.to())));
  }

  /** {@code /api/spend}: what calls cost, and what the month will have cost. */
  public void spend(Context ctx) {
    Parameters given = asked(ctx, SpendParameters.NAMES);
    answer(
        ctx,
        views
            .spend()
            .read(SpendParameters.question(given), Optional.of(table.get().table()), given.now()));
  }

  /** An answer with the period that it is about. */
  record Revisions(Period period, List<RevisionView.Revision> revisions) {}

  /** An answer with what it is about. */
  record Hours(String task, Period period, List<HourView.Hour> hours) {}

  private Parameters asked(Context ctx, Set<String> known) {
    Map<String, List<String>> given = ctx.queryParamMap();
    given.forEach((name, values) -> check(name, values, known));
    return new Parameters(
        given.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, value -> value.getValue().getFirst())),
        clock.instant());
  }

  private static void check(String name, List<String> values, Set<String> known) {
    if (!known.contains(name)) {
      throw new BadParameterException(
          name,
          known.isEmpty()
              ? "this address takes no parameters"
              : "there is no such parameter; there are " + String.join(", ", new TreeSet<>(known)));
    }
    if (values.size() > 1) {
      throw new BadParameterException(name, "it is given more than once");
    }
  }

  private static void answer(Context ctx, Object view) {
    ctx.contentType("application/json").result(ViewJson.of(view));
  }
}
