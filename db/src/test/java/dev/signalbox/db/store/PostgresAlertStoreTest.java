package dev.signalbox.db.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.db.MigratedDatabase;
import dev.signalbox.eval.alert.Alert;
import dev.signalbox.eval.run.EvalRun;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresAlertStoreTest {
  @RegisterExtension private static final MigratedDatabase DATABASE = new MigratedDatabase();

  private PostgresRunStore runs;
  private PostgresAlertStore alerts;
  private EvalRun raising;

  @BeforeEach
  void startWithTwoRuns() {
    DATABASE.execute("truncate stream cascade");
    runs = new PostgresRunStore(DATABASE.get());
    alerts = new PostgresAlertStore(DATABASE.get());
    runs.save(Samples.run(Samples.START, Samples.passed("a")));
    raising = Samples.run(Samples.START.plusSeconds(3600), Samples.failed("a"));
    runs.save(raising);
  }

  @Test
  void keepsAnAlertWithItsCases() {
    Alert alert = alert();

    assertThat(alerts.open(alert)).isTrue();

    assertThat(alerts.unresolved(Samples.STREAM)).contains(alert);
  }

  @Test
  void hasOneUnresolvedAlertAStream() {
    alerts.open(alert());

    assertThat(alerts.open(alert())).isFalse();

    assertThat(DATABASE.rows("select * from alert")).hasSize(1);
    assertThat(DATABASE.rows("select * from alert_case")).hasSize(2);
  }

  @Test
  void opensOneOfAlertsThatComeAtOnce() {
    List<Alert> rivals = IntStream.range(0, 4).mapToObj(_ -> alert()).toList();

    assertThat(rivals.parallelStream().filter(alerts::open)).hasSize(1);
  }

  @Test
  void recordsWhoAcknowledgedAndWhy() {
    Alert alert = alert();
    alerts.open(alert);

    alerts.change(alert.id(), Alert.State.ACKNOWLEDGED, "ann", "looking into it");

    assertThat(alerts.unresolved(Samples.STREAM).map(Alert::state))
        .contains(Alert.State.ACKNOWLEDGED);
    assertThat(DATABASE.rows("select alert_id, state, who, why from alert_change"))
        .containsExactly(
            Map.of(
                "alert_id", alert.id(),
                "state", "acknowledged",
                "who", "ann",
                "why", "looking into it"));
    assertThat(runs.series(Samples.STREAM).evidenceFrom()).isZero();
  }

  @Test
  void startsTheEvidenceAnewWhenResolved() {
    Alert alert = alert();
    alerts.open(alert);

    alerts.change(alert.id(), Alert.State.RESOLVED, "ann", "accepted");

    assertThat(alerts.unresolved(Samples.STREAM)).isEmpty();
    assertThat(runs.series(Samples.STREAM).evidenceFrom()).isEqualTo(2);
    assertThat(alerts.open(alert())).isTrue();
  }

  @Test
  void leavesAResolvedAlertResolved() {
    Alert alert = alert();
    alerts.open(alert);
    alerts.change(alert.id(), Alert.State.RESOLVED, "ann", "accepted");

    alerts.change(alert.id(), Alert.State.RESOLVED, "bob", "accepted, too");
    assertThatThrownBy(() -> alerts.change(alert.id(), Alert.State.OPEN, "bob", "no"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("alert " + alert.id() + " is resolved, which is final");

    assertThat(DATABASE.rows("select who from alert_change")).containsExactly(Map.of("who", "ann"));
  }

  @Test
  void knowsNoAlertOfThatId() {
    UUID unknown = UUID.randomUUID();

    assertThatThrownBy(() -> alerts.change(unknown, Alert.State.RESOLVED, "ann", "why not"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no alert " + unknown);
    assertThat(alerts.unresolved(Samples.STREAM)).isEmpty();
  }

  private Alert alert() {
    return new Alert(
        UUID.randomUUID(),
        Samples.STREAM,
        true,
        "rev-2",
        Optional.of("rev-1"),
        raising.scheduledFor(),
        raising.id().toString(),
        raising.scheduledFor(),
        raising.scheduledFor().minusSeconds(7200),
        raising.scheduledFor(),
        2,
        0.98,
        0.85,
        6000.5,
        5000,
        List.of(
            new Alert.FlippedCase(
                "a", "hash-a", 1, 0.1, "{\"total\": \"42\"}", Optional.of("42"), Optional.of("24")),
            new Alert.FlippedCase(
                "b", "hash-b", 0.9, 0.2, "null", Optional.empty(), Optional.empty())),
        Alert.State.OPEN);
  }
}
