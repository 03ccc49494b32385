package dev.signalbox.db.calllog;

import dev.signalbox.db.Database;
import dev.signalbox.db.column.Json;
import dev.signalbox.db.column.Storable;
import dev.signalbox.router.catalog.Catalog;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;
import org.jdbi.v3.core.Jdbi;
import tools.jackson.databind.node.ObjectNode;

/**
 * Works out again what calls cost: the tokens and searches of every attempt at the price that a
 * catalogue has for the attempt's day (UTC), as it was done when the call was made. For the
 * catalogue may have been wrong or late. Thread-safe.
 *
 * <p>Three kinds of attempt stay as they are and are counted: those whose cost is an estimate,
 * since it bounds tokens that nobody told; those whose provider told the cost; and those for which
 * the catalogue has no price.
 *
 * <p>Works through calls in the order of time, a bounded number in each transaction. While new
 * costs are written calls are delivered as ever, and every sum stays the sum of its rows. A run
 * that was stopped is gone on with by another: what has its price already differs in nothing.
 */
public final class Repricing {
  private static final int BATCH = 2_000;

  private final Jdbi jdbi;
  private final Catalog catalog;

  public Repricing(Database database, Catalog catalog) {
    this.jdbi = database.jdbi();
    this.catalog = catalog;
  }

  /**
   * Which attempts.
   *
   * @param from calls that started then or later
   * @param to and before this
   */
  public record Scope(Instant from, Instant to, Optional<String> task, Optional<String> model) {
    String text() {
      return from
          + "/"
          + to
          + task.map(name -> " task " + name).orElse("")
          + model.map(name -> " model " + name).orElse("");
    }
  }

  /**
   * Compares, and writes nothing.
   *
   * @param progress is told how many calls were looked at
   */
  public CostComparison compare(Scope scope, LongConsumer progress) {
    RepricingDao dao = jdbi.onDemand(RepricingDao.class);
    RunningComparison comparison = new RunningComparison();
    walk(
        scope,
        (after, last) -> {
          dao.attempts(after, last, scope.task(), scope.model(), RepricingDao.READ_ONLY)
              .forEach(attempt -> comparison.add(attempt, attempt.verdict(catalog)));
          progress.accept(comparison.calls());
        });
    return comparison.result();
  }

  /**
   * Writes the new costs to attempts, calls and all sums, and one entry with who and why to {@code
   * call_log_change} if there are any.
   *
   * @return how it was compared with how it is now
   */
  public CostComparison apply(Scope scope, String who, String why, LongConsumer progress) {
    Run run = new Run(scope, Storable.text(who), Storable.text(why));
    walk(
        scope,
        (after, last) -> {
          jdbi.useTransaction(handle -> run.write(handle.attach(RepricingDao.class), after, last));
          progress.accept(run.comparison.calls());
        });
    return run.comparison.result();
  }

  /** Hands over one range of calls after the other: those after an id, to another with it. */
  private void walk(Scope scope, BiConsumer<UUID, UUID> range) {
    RepricingDao dao = jdbi.onDemand(RepricingDao.class);
    UUID after = dao.leastId(scope.from());
    Optional<UUID> last = dao.lastOfNext(after, scope.to(), scope.task(), BATCH);
    while (last.isPresent()) {
      range.accept(after, last.get());
      after = last.get();
      last = dao.lastOfNext(after, scope.to(), scope.task(), BATCH);
    }
  }

  /** One that writes. */
  private final class Run {
    private final Scope scope;
    private final String who;
    private final String why;
    private final RunningComparison comparison = new RunningComparison();
    private OptionalLong entry = OptionalLong.empty();

    Run(Scope scope, String who, String why) {
      this.scope = scope;
      this.who = who;
      this.why = why;
    }

    void write(RepricingDao dao, UUID after, UUID last) {
      dao.keepErasuresOut();
      CostDeltas deltas = new CostDeltas();
      for (PricedAttempt attempt :
          dao.attempts(after, last, scope.task(), scope.model(), RepricingDao.TO_WRITE)) {
        PricedAttempt.Verdict verdict = attempt.verdict(catalog);
        boolean changed = comparison.add(attempt, verdict);
        if (changed && verdict instanceof PricedAttempt.Verdict.Priced(var cost)) {
          deltas.add(attempt, cost.usd(), cost.priceVersion());
        }
      }
      if (!deltas.isEmpty()) {
        note(dao);
        deltas.write(dao, dao.tags(after, last));
      }
    }

    private void note(RepricingDao dao) {
      long id = entry.orElseGet(() -> dao.record(scope.text(), who, why));
      entry = OptionalLong.of(id);
      ObjectNode detail =
          Json.object()
              .put("catalog", catalog.version())
              .put("attempts", comparison.changedAttempts())
              .put("old_usd", comparison.changedOldUsd())
              .put("new_usd", comparison.changedNewUsd());
      dao.update(id, comparison.changedCalls(), Json.text(detail));
    }
  }
}
