package dev.signalbox.db.calllog;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A {@link CostComparison} in the making; attempts come in the order of their calls. Not
 * thread-safe.
 */
final class RunningComparison {
  private final SortedMap<String, SortedMap<String, Sum>> sums = new TreeMap<>();
  private @Nullable UUID call;
  private boolean callChanged;
  private final Set<Sum> ofCall = new HashSet<>();
  private long calls;
  private long changedCalls;
  private long changedAttempts;
  private long estimated;
  private long reported;
  private long unpriced;
  private BigDecimal changedOldUsd = BigDecimal.ZERO;
  private BigDecimal changedNewUsd = BigDecimal.ZERO;

  private static final class Sum {
    long calls;
    BigDecimal oldUsd = BigDecimal.ZERO;
    BigDecimal newUsd = BigDecimal.ZERO;
  }

  /**
   * Takes an attempt in, and says whether its cost is another one.
   *
   * @param verdict what the catalogue says about it
   */
  boolean add(PricedAttempt attempt, PricedAttempt.Verdict verdict) {
    begin(attempt.callId());
    BigDecimal usd =
        switch (verdict) {
          case PricedAttempt.Verdict.Priced(var cost) -> cost.usd();
          case PricedAttempt.Verdict.Free _ -> attempt.usd();
          case PricedAttempt.Verdict.Estimated _ -> {
            estimated++;
            yield attempt.usd();
          }
          case PricedAttempt.Verdict.Reported _ -> {
            reported++;
            yield attempt.usd();
          }
          case PricedAttempt.Verdict.Unpriced _ -> {
            unpriced++;
            yield attempt.usd();
          }
        };
    addTo(
        sums.computeIfAbsent(attempt.attempt().provider(), _ -> new TreeMap<>())
            .computeIfAbsent(attempt.attempt().model(), _ -> new Sum()),
        attempt.usd(),
        usd);
    boolean changed = usd.compareTo(attempt.usd()) != 0;
    if (changed) {
      change(attempt.usd(), usd);
    }
    return changed;
  }

  private void begin(UUID next) {
    if (!next.equals(call)) {
      call = next;
      callChanged = false;
      ofCall.clear();
      calls++;
    }
  }

  private void addTo(Sum sum, BigDecimal oldUsd, BigDecimal newUsd) {
    if (ofCall.add(sum)) {
      sum.calls++;
    }
    sum.oldUsd = sum.oldUsd.add(oldUsd);
    sum.newUsd = sum.newUsd.add(newUsd);
  }

  private void change(BigDecimal oldUsd, BigDecimal newUsd) {
    changedAttempts++;
    changedOldUsd = changedOldUsd.add(oldUsd);
    changedNewUsd = changedNewUsd.add(newUsd);
    if (!callChanged) {
      callChanged = true;
      changedCalls++;
    }
  }

  long calls() {
    return calls;
  }

  long changedCalls() {
    return changedCalls;
  }

  long changedAttempts() {
    return changedAttempts;
  }

  /** What the attempts whose cost is another one cost before. */
  BigDecimal changedOldUsd() {
    return changedOldUsd;
  }

  /** And what they cost now. */
  BigDecimal changedNewUsd() {
    return changedNewUsd;
  }

  CostComparison result() {
    List<CostComparison.Line> lines =
        sums.entrySet().stream()
            .flatMap(provider ->
                provider.getValue().entrySet().stream()
                    .map(model -> line(provider.getKey(), model.getKey(), model.getValue())))
            .toList();
    return new CostComparison(
        lines, calls, changedCalls, changedAttempts, estimated, reported, unpriced);
  }

  private static CostComparison.Line line(String provider, String model, Sum sum) {
    return new CostComparison.Line(provider, model, sum.calls, sum.oldUsd, sum.newUsd);
  }
}
