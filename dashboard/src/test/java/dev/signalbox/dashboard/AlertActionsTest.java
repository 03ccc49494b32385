package dev.signalbox.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.db.view.SampleHistory;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person can do about an alert, and what nobody else can. */
final class AlertActionsTest {
  private static final String ALERT = "/alerts/" + SampleHistory.ALERT;

  private RunningDashboard dashboard;

  @BeforeEach
  void start() {
    dashboard = new RunningDashboard(SampleHistory::insert);
  }

  @AfterEach
  void stop() {
    dashboard.close();
  }

  private String origin() {
    return dashboard.address().toString().replaceFirst("/$", "");
  }

  @Test
  void acknowledgesThenResolvesWithReasonsOnRecord() {
    HttpResponse<String> answer =
        dashboard.post(ALERT + "/acknowledge", "why=looking+into+%3Cit%3E", origin());

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith(ALERT);
    assertThat(dashboard.get(ALERT).body())
        .contains("data-state=\"acknowledged\"", "by local: looking into &lt;it&gt;")
        .doesNotContain(">Acknowledge<");
    assertThat(dashboard.get("/").body()).contains("data-state=\"acknowledged\"");

    assertThat(dashboard.post(ALERT + "/resolve", "why=", origin()).statusCode()).isEqualTo(303);
    assertThat(dashboard.get(ALERT).body())
        .contains("data-state=\"resolved\"")
        .doesNotContain("<form");
    assertThat(dashboard.get("/").body()).contains("No open alerts");
    assertThat(dashboard.get("/alerts").body()).contains("Nothing to do");
  }

  @Test
  void saysThatAResolvedAlertStaysSo() {
    dashboard.post(ALERT + "/resolve", "", origin());

    HttpResponse<String> late = dashboard.post(ALERT + "/acknowledge", "", origin());

    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(late.body()).contains("resolved already");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "null", "http://127.0.0.1:1"})
  void refusesFormsFromElsewhere(String origin) {
    HttpResponse<String> answer = dashboard.post(ALERT + "/resolve", "why=evil", origin);

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(dashboard.get(ALERT).body()).contains("data-state=\"open\"").doesNotContain("evil");
  }

  @Test
  void refusesReasonsThatAreTooLongAndActionsItDoesNotKnow() {
    assertThat(status("/resolve", "why=" + "a".repeat(501))).isEqualTo(400);
    assertThat(status("/resolve", "why=" + "a".repeat(100_000))).isEqualTo(413);
    assertThat(status("/explode", "")).isEqualTo(404);
    assertThat(dashboard.get(ALERT).body()).contains("data-state=\"open\"");
  }

  private int status(String action, String form) {
    return dashboard.post(ALERT + action, form, origin()).statusCode();
  }
}
