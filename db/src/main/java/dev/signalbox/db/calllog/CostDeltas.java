package dev.signalbox.db.calllog;

import dev.signalbox.db.calllog.Rollups.AttemptHour;
import dev.signalbox.db.calllog.Rollups.CallHour;
import dev.signalbox.db.calllog.Rollups.Spend;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What new costs of some attempts change: attempts, calls and every sum. Not thread-safe. */
final class CostDeltas {
  private final List<RepricingDao.NewCost> costs = new ArrayList<>();
  private final SortedMap<UUID, BigDecimal> calls = new TreeMap<>();
  private final Map<UUID, LocalDate> traffic = new HashMap<>();
  private final SortedMap<CallHour, BigDecimal> callHours = new TreeMap<>(CallHour.ORDER);
  private final SortedMap<AttemptHour, BigDecimal> attemptHours = new TreeMap<>(AttemptHour.ORDER);
  private final SortedMap<Spend, BigDecimal> spend = new TreeMap<>(Spend.ORDER);

  boolean isEmpty() {
    return costs.isEmpty();
  }

  void add(PricedAttempt attempt, BigDecimal usd, String priceVersion) {
    BigDecimal delta = usd.subtract(attempt.usd());
    costs.add(new RepricingDao.NewCost(attempt.callId(), attempt.ordinal(), usd, priceVersion));
    calls.merge(attempt.callId(), delta, BigDecimal::add);
    callHours.merge(attempt.call(), delta, BigDecimal::add);
    attemptHours.merge(attempt.attempt(), delta, BigDecimal::add);
    if (attempt.call().origin().equals(Rollups.TRAFFIC)) {
      traffic.put(attempt.callId(), attempt.day());
      addSpend(attempt.day(), "key", attempt.apiKey(), delta);
      addSpend(attempt.day(), "user", attempt.userId(), delta);
      addSpend(attempt.day(), "prompt_version", attempt.promptVersion(), delta);
    }
  }

  private void addSpend(LocalDate day, String dimension, @Nullable String name, BigDecimal delta) {
    if (name != null) {
      spend.merge(new Spend(day, dimension, name), delta, BigDecimal::add);
    }
  }

  /**
   * Writes them; the sums last and in the order in which deliveries take them, so that neither
   * waits for the other crosswise.
   *
   * @param tags of all calls among which these are
   */
  void write(RepricingDao dao, List<RepricingDao.Tag> tags) {
    for (RepricingDao.Tag tag : tags) {
      LocalDate day = traffic.get(tag.callId());
      if (day != null) {
        addSpend(day, "tag", tag.tag(), calls.getOrDefault(tag.callId(), BigDecimal.ZERO));
      }
    }
    dao.setCosts(costs);
    dao.addToCalls(
        calls.entrySet().stream()
            .map(call -> new RepricingDao.CallDelta(call.getKey(), call.getValue()))
            .toList());
    dao.addToCallHours(List.copyOf(callHours.keySet()), List.copyOf(callHours.values()));
    dao.addToAttemptHours(List.copyOf(attemptHours.keySet()), List.copyOf(attemptHours.values()));
    if (!spend.isEmpty()) {
      dao.addToSpend(List.copyOf(spend.keySet()), List.copyOf(spend.values()));
    }
  }
}
