package dev.signalbox.db.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.db.MigratedDatabase;
import dev.signalbox.router.budget.Budget;
import dev.signalbox.router.budget.LeaseStore.Answer;
import dev.signalbox.router.budget.LeaseStore.Claim;
import dev.signalbox.router.budget.LeaseStore.Lease;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresLeaseStoreTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
  private static final Budget BUDGET =
      new Budget("task/extraction", Budget.Period.DAY, new BigDecimal("10"));

  @RegisterExtension private static final MigratedDatabase DATABASE = new MigratedDatabase();

  private final Lease lease = lease(DAY);
  private PostgresLeaseStore store;

  @BeforeEach
  void empty() {
    DATABASE.execute("truncate budget_period cascade");
    store = new PostgresLeaseStore(DATABASE.get());
  }

  @Test
  void keepsALeaseToTheLastDigit() {
    store.claim(new Claim(lease, 1, usd("0"), usd("0"), usd("1"), usd("2"), false));
    store.claim(new Claim(lease, 2, usd("1.0000000000375"), usd("2"), usd("2"), usd("3.5"), false));

    assertThat(DATABASE.rows("select node, claim, granted_usd, spent_usd, state from budget_lease"))
        .containsExactly(
            Map.of(
                "node",
                "node-1",
                "claim",
                2L,
                "granted_usd",
                usd("3.5"),
                "spent_usd",
                usd("1.0000000000375"),
                "state",
                "open"));
    assertThat(DATABASE.rows("select scope, period, limit_usd, taken_usd from budget_period"))
        .containsExactly(
            Map.of(
                "scope",
                "task/extraction",
                "period",
                "day",
                "limit_usd",
                usd("10"),
                "taken_usd",
                usd("3.5")));
  }

  @Test
  void grantsOnlyWhatOthersHaveLeft() {
    wants(lease(DAY), 1, "7");

    assertThat(wants(lease, 1, "5")).isEqualTo(answer("3", "10"));
    assertThat(wants(lease(DAY.plusDays(1)), 1, "5")).isEqualTo(answer("5", "5"));
  }

  @Test
  void grantsNothingRatherThanTooLittle() {
    wants(lease(DAY), 1, "7");

    Answer answer = store.claim(new Claim(lease, 1, usd("0"), usd("0"), usd("4"), usd("5"), false));

    assertThat(answer).isEqualTo(answer("0", "7"));
  }

  @Test
  void takesWhatIsSpentAlreadyBeyondTheLimit() {
    wants(lease(DAY), 1, "7");

    Answer answer = store.claim(new Claim(lease, 1, usd("5"), usd("5"), usd("5"), usd("6"), false));

    assertThat(answer).isEqualTo(answer("5", "12"));
  }

  @Test
  void closesALeaseWithWhatWasSpent() {
    wants(lease, 1, "7");

    Answer answer = store.claim(new Claim(lease, 2, usd("2"), usd("2"), usd("2"), usd("2"), true));

    assertThat(answer).isEqualTo(answer("2", "2"));
    assertThat(DATABASE.rows("select state from budget_lease"))
        .containsExactly(Map.of("state", "closed"));
  }

  @Test
  void letsNoClaimCountTwiceOrAfterALaterOne() {
    wants(lease, 1, "7");
    wants(lease, 3, "2");

    assertThat(wants(lease, 3, "2")).isEqualTo(answer("2", "2"));
    assertThat(wants(lease, 2, "9")).isEqualTo(answer("2", "2"));
  }

  @Test
  void neverGrantsMoreThanThereIsToClaimsThatComeAtOnce() {
    List<Answer> answers =
        IntStream.range(0, 16).parallel().mapToObj(_ -> wants(lease(DAY), 1, "0.8")).toList();

    assertThat(answers.stream().map(Answer::grantedUsd).reduce(BigDecimal.ZERO, BigDecimal::add))
        .isEqualByComparingTo("10");
  }

  private Answer wants(Lease from, long number, String usd) {
    return store.claim(new Claim(from, number, usd("0"), usd("0"), usd("0"), usd(usd), false));
  }

  private static Lease lease(LocalDate day) {
    return new Lease(UUID.randomUUID(), "node-1", BUDGET, day);
  }

  private static Answer answer(String granted, String taken) {
    return new Answer(usd(granted), usd(taken));
  }

  private static BigDecimal usd(String amount) {
    return new BigDecimal(amount);
  }
}
