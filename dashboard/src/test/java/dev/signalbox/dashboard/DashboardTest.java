package dev.signalbox.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.db.calllog.Erasure;
import dev.signalbox.db.calllog.SampleCalls;
import dev.signalbox.db.calllog.StoredCalls;
import dev.signalbox.db.view.SampleConversation;
import dev.signalbox.db.view.SampleHistory;
import dev.signalbox.router.RoutedCall;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people and programs get over HTTP, with the sample history in the database. */
final class DashboardTest {
  private static final String ALERT = "/alerts/" + SampleHistory.ALERT;

  /** The first id in a JSON answer. */
  private static final String ID_FIELD = "(?s).*?\"id\":\"([^\"]+)\".*";

  private static final RoutedCall ERASED = SampleCalls.answered(SampleCalls.id());

  private static RunningDashboard dashboard;

  @BeforeAll
  static void start() {
    dashboard =
        new RunningDashboard(database -> {
          SampleHistory.insert(database);
          SampleConversation.insert(database);
          StoredCalls.store(database, ERASED);
          new Erasure(database).call(ERASED.id(), new Erasure.Order("ada", "asked for"));
        });
  }

  @AfterAll
  static void stop() {
    dashboard.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/tasks/extract-invoice",
        "/tasks/extract-invoice?span=24h",
        "/alerts",
        "/alerts/0197a3c0-0000-7000-8000-000000000001",
        "/calls",
        "/calls?task=triage-ticket&result=answered"
      })
  void answersEveryPageWithOneMainHeading(String path) {
    HttpResponse<String> page = dashboard.get(path);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
    assertThat(page.body()).containsOnlyOnce("<h1");
    assertThat(page.body()).contains("<main id=\"main\"");
    assertThat(page.body().stripTrailing()).endsWith("</html>");
  }

  @Test
  void showsTheAlertFirstAndEveryTargetOnTheOverview() {
    String page = dashboard.get("/").body();

    assertThat(page.indexOf("Quality of extract-invoice fell at anthropic/claude-haiku-4-5"))
        .isPositive()
        .isLessThan(page.indexOf("data-panel=\"extract-invoice\""));
    assertThat(page).contains("data-target=\"openai/gpt-4o-mini\"", "data-failed=\"1\"");
    assertThat(page).contains(">simulated</span>", ">primary", "fallback 2");
  }

  @Test
  void drawsThreeChartsForATaskAndTellsWhatHappened() {
    String page = dashboard.get("/tasks/extract-invoice").body();

    assertThat(page).contains("data-chart=\"quality\"", "data-chart=\"latency\"");
    assertThat(page).contains("data-chart=\"cost\"", "<title id=\"quality-wide-title\">");
    assertThat(page)
        .contains(
            "data-event=\"QualityFell\"",
            "data-event=\"RevisionChanged\"",
            "data-event=\"AnswersMissing\"",
            "gemini-2.5-flash-002");
  }

  @Test
  void putsNoStyleOrScriptIntoThePage() {
    for (String path : new String[] {"/", "/tasks/extract-invoice", ALERT, "/calls"}) {
      String page = dashboard.get(path).body();
      assertThat(page).doesNotContain("style=", "<style", "onclick", "javascript:");
      assertThat(page).containsOnlyOnce("<script");
    }
  }

  @Test
  void showsFlippedCasesFieldByFieldAndTextWordByWord() {
    String page = dashboard.get(ALERT).body();

    assertThat(page).contains("data-case=\"case-001\"", "<del>1.281,50</del>", "<ins>GmbH</ins>");
    assertThat(page.indexOf("case-001")).isLessThan(page.indexOf("case-002"));
    assertThat(page).contains("97.3% → 85.8%", "−11.5 points", "18,215");
  }

  @Test
  void showsTheEvidenceAgainstItsThreshold() {
    assertThat(dashboard.get(ALERT).body())
        .contains("data-chart=\"evidence\"", ">enough for an alert<");
  }

  @Test
  void showsACallFromDecisionToAnswer() {
    String id = dashboard.get("/api/calls?result=failed").body().replaceFirst(ID_FIELD, "$1");

    String page = dashboard.get("/calls/" + id).body();

    assertThat(page)
        .contains("data-attempt=\"1\" data-outcome=\"failed\"", "connection refused", "HTTP 529")
        .contains("google/gemini-2.5-flash</b> was left out: no key is configured")
        .contains("every target of the route failed", "next target anthropic/claude-haiku-4-5");
  }

  @Test
  void showsToolsReasoningAndCitationsOfACall() {
    String page = dashboard.get("/calls/" + SampleConversation.ID).body();

    assertThat(page)
        .contains("[PDF trips.pdf, 3 bytes, SHA-256", "<summary>1 tool it could call</summary>")
        .contains("data-tool-call=\"weather\"", "Atlantis", "<span class=\"bad\">failed</span>")
        .contains("<details><summary>Reasoning</summary><pre>Now the other one.</pre></details>")
        .contains("No word on Atlantis.", "[for anthropic alone, SHA-256")
        .contains("<a href=\"https://example.org/rome\" rel=\"noopener noreferrer\">Rome today</a>")
        .doesNotContain("href=\"javascript:", "EqRkLz");
    assertThat(dashboard.get("/api/calls/" + SampleConversation.ID).body())
        .contains("\"tool\":\"weather\"", "\"citations\":[{\"");
  }

  @Test
  void saysThatTheWordsOfACallWereErased() {
    assertThat(dashboard.get("/calls/" + ERASED.id()).body())
        .containsIgnoringWhitespaces(
            "Request</h2></div><p class=\"empty\">It was erased.</p>",
            "<p class=\"panel-note\">finished: done</p></div><p class=\"empty\">It was erased.</p>")
        .doesNotContain("kept any more");
  }

  @Test
  void escapesWhatPeopleAskAndModelsAnswer() {
    String id = dashboard.get("/api/calls?task=triage-ticket").body().replaceFirst(ID_FIELD, "$1");

    assertThat(dashboard.get("/calls/" + id).body())
        .contains("&lt;script&gt;alert(")
        .doesNotContain("<script>alert");
    assertThat(dashboard.get("/calls").body()).doesNotContain("<script>alert");
    assertThat(dashboard.get(ALERT).body()).contains("&lt;b&gt;").doesNotContain("<b>I cannot");
  }

  @Test
  void givesTheSameAsJson() {
    assertThat(dashboard.get("/api/overview").body()).contains("\"claude-haiku-4-5\"");
    assertThat(dashboard.get("/api/tasks/extract-invoice").body()).contains("\"p95_latency_ms\"");
    assertThat(dashboard.get("/api/alerts").body()).contains(SampleHistory.ALERT.toString());
    assertThat(dashboard.get("/api" + ALERT).body()).contains("\"first_bad\"");
    assertThat(dashboard.get("/api/calls").body()).contains("\"next\":\"");
    assertThat(dashboard.get("/api/overview").headers().firstValue("Content-Type"))
        .contains("application/json");
  }

  @Test
  void saysInOneSentenceWhatIsNotThere() {
    HttpResponse<String> page = dashboard.get("/nowhere");
    assertThat(page.statusCode()).isEqualTo(404);
    assertThat(page.body()).contains("No page has this address.", "<h1>Nothing here</h1>");

    assertThat(dashboard.get("/tasks/nope").statusCode()).isEqualTo(404);
    assertThat(dashboard.get("/alerts/nope").statusCode()).isEqualTo(404);
    assertThat(dashboard.get("/calls/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
    assertThat(dashboard.get("/calls?after=nope").statusCode()).isEqualTo(400);
    assertThat(dashboard.get("/tasks/extract-invoice?span=9y").statusCode()).isEqualTo(400);
    assertThat(dashboard.get("/api/tasks/nope").body()).startsWith("{\"error\":");
  }

  @Test
  void tellsBrowsersToTrustNothingElse() {
    var headers = dashboard.get("/").headers();

    assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(headers.firstValue("Server")).isEmpty();
    assertThat(dashboard.get("/nowhere").headers().firstValue("Content-Security-Policy"))
        .isPresent();
  }

  @Test
  void servesItsAssetsAndSparesUnchangedOnes() {
    HttpResponse<String> style = dashboard.get("/assets/signalbox.css");

    assertThat(style.statusCode()).isEqualTo(200);
    assertThat(style.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/css");
    assertThat(style.headers().firstValue("ETag")).isPresent();
    assertThat(style.body()).doesNotContain("http:", "https:", "@import");
  }

  @Test
  void saysPlainlyThatItsPortIsTaken() {
    int taken = dashboard.address().getPort();

    assertThatThrownBy(() -> dashboard.startAnother(taken))
        .isInstanceOf(DashboardStartException.class)
        .hasMessageContaining("port " + taken);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "192.0.2.7", "::"})
  void refusesToListenWhereOthersCouldReachIt(String host) {
    assertThatThrownBy(() -> new DashboardSettings(host, 0))
        .isInstanceOf(DashboardStartException.class)
        .hasMessageContaining("no sign-in yet")
        .hasMessageContaining(host);
  }
}
