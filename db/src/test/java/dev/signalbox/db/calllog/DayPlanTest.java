package dev.signalbox.db.calllog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.db.calllog.DayTable.Parent;
import dev.signalbox.db.calllog.DayTable.State;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DayPlanTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);
  private static final Retention RETENTION = new Retention(20, 5);

  @Test
  void makesTodayAndTheWeekAheadWhereNothingIsYet() {
    assertThat(plan().make()).startsWith(TODAY).endsWith(LocalDate.of(2026, 3, 8)).hasSize(8);
  }

  @Test
  void makesOnlyWhatIsMissing() {
    assertThat(plan(table(Parent.CALL_LOG, 0), table(Parent.CALL_LOG, -3)).make())
        .doesNotContain(TODAY, TODAY.plusDays(3))
        .hasSize(6);
  }

  @Test
  void keepsADayOneDayLongerThanItIsWrittenTo() {
    KeepFrom keepFrom = RETENTION.keepFrom(TODAY);
    assertThat(keepFrom).isEqualTo(new KeepFrom(TODAY.minusDays(20), TODAY.minusDays(5)));

    assertThat(plan(table(Parent.CALL_LOG, 21), table(Parent.CALL_TEXT, 6)).drop()).isEmpty();
    assertThat(plan(table(Parent.CALL_LOG, 22), table(Parent.CALL_TEXT, 7)).drop()).hasSize(2);
  }

  @Test
  void dropsPayloadsBeforeCalls() {
    assertThat(
            plan(
                    table(Parent.CALL_LOG, 10),
                    table(Parent.CALL_ATTEMPT, 10),
                    table(Parent.CALL_TAG, 10),
                    table(Parent.CALL_TEXT, 10),
                    table(Parent.CALL_PAYLOAD, 10))
                .drop())
        .containsExactly(table(Parent.CALL_TEXT, 10), table(Parent.CALL_PAYLOAD, 10));
  }

  @Test
  void dropsTheOldestFirstAndTheCallsOfADayLast() {
    assertThat(
            plan(table(Parent.CALL_LOG, 30), table(Parent.CALL_TAG, 30), table(Parent.CALL_LOG, 31))
                .drop())
        .containsExactly(
            table(Parent.CALL_LOG, 31), table(Parent.CALL_TAG, 30), table(Parent.CALL_LOG, 30));
  }

  @Test
  void goesOnWithWhatWasInterruptedBeforeAnythingElse() {
    DayTable detaching = table(Parent.CALL_LOG, 30, State.DETACHING);
    DayTable detached = table(Parent.CALL_TAG, 31, State.DETACHED);

    assertThat(plan(table(Parent.CALL_LOG, 32), detached, detaching).drop())
        .containsExactly(detaching, table(Parent.CALL_LOG, 32), detached);
  }

  @Test
  void dropsNothingThatALongerRetentionKeepsNowButFinishesDetachingIt() {
    DayTable detaching = table(Parent.CALL_LOG, 10, State.DETACHING);

    DayPlan plan = plan(detaching, table(Parent.CALL_LOG, 9, State.DETACHED));

    assertThat(plan.finish()).containsExactly(detaching);
    assertThat(plan.drop()).isEmpty();
  }

  @Test
  void refusesARetentionThatKeepsPayloadsLongerThanCalls() {
    assertThatThrownBy(() -> new Retention(20, 21))
        .hasMessage("payloads are kept for 1 to 20 days, as long as calls at most, not 21");
    assertThatThrownBy(() -> new Retention(0, 1))
        .hasMessage("calls are kept for 1 to 3650 days, not 0");
    assertThatThrownBy(() -> new Retention(3651, 1)).hasMessageContaining("3651");
  }

  private static DayPlan plan(DayTable... tables) {
    return DayPlan.of(TODAY, List.of(tables), RETENTION);
  }

  private static DayTable table(Parent parent, int daysAgo) {
    return table(parent, daysAgo, State.ATTACHED);
  }

  private static DayTable table(Parent parent, int daysAgo, State state) {
    return new DayTable(parent, TODAY.minusDays(daysAgo), state);
  }
}
