package dev.signalbox.db.store;

import dev.signalbox.db.column.Storable;
import dev.signalbox.router.budget.LeaseStore.Answer;
import dev.signalbox.router.budget.LeaseStore.Claim;
import java.math.BigDecimal;
import java.util.UUID;

/** A row of {@code budget_lease}, but for the period it belongs to. */
public record LeaseRow(
    UUID id, String node, long claim, BigDecimal grantedUsd, BigDecimal spentUsd, String state) {

  static LeaseRow of(Claim claim, Answer answer) {
    return new LeaseRow(
        claim.lease().id(),
        Storable.text(claim.lease().node()),
        claim.number(),
        answer.grantedUsd(),
        claim.spentUsd(),
        claim.last() ? "closed" : "open");
  }
}
