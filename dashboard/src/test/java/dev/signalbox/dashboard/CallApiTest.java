package dev.signalbox.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.db.calllog.SampleCalls;
import dev.signalbox.db.calllog.StoredCalls;
import dev.signalbox.router.RoutedCall;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What programs get to know of the call log over HTTP. */
final class CallApiTest {
  private static final int ANSWERED = 7;

  private static final UUID FAILED = SampleCalls.id();

  private static List<UUID> answered;
  private static RunningDashboard dashboard;

  @BeforeAll
  static void start() {
    answered = IntStream.range(0, ANSWERED).mapToObj(_ -> SampleCalls.id()).toList();
    dashboard =
        new RunningDashboard(database -> {
          StoredCalls.store(database, SampleCalls.failed(FAILED));
          StoredCalls.store(
              database, answered.stream().map(SampleCalls::answered).toArray(RoutedCall[]::new));
        });
  }

  @AfterAll
  static void stop() {
    dashboard.close();
  }

  @Test
  void aWalkAlongTheCursorMeetsEveryCallOnceNewestFirst() {
    List<String> met = new ArrayList<>();
    String address = "/api/calls?result=answered&limit=3";
    JsonNode page = json(address);
    while (true) {
      page.path("calls").forEach(call -> met.add(call.path("id").asString()));
      if (!page.has("next")) {
        break;
      }
      page = json(address + "&after=" + page.path("next").asString());
    }

    assertThat(met)
        .containsExactlyElementsOf(
            answered.stream().map(UUID::toString).sorted((a, b) -> b.compareTo(a)).toList());
  }

  @Test
  void aCallInAListSaysWhatATableWouldShow() {
    JsonNode call = json("/api/calls?result=failed").path("calls").path(0);

    assertThat(call.path("id").asString()).isEqualTo(FAILED.toString());
    assertThat(call.propertyNames())
        .containsExactly(
            "id",
            "origin",
            "task",
            "started_at",
            "took_ms",
            "result",
            "reason",
            "simulated",
            "attempts",
            "cost_usd",
            "asked");
    assertThat(call.path("started_at").asString()).isEqualTo("2026-03-01T10:00:00Z");
  }

  @Test
  void aCallIsGivenWhole() {
    JsonNode call = json("/api/calls/" + answered.getFirst());

    assertThat(call.at("/call/result").asString()).isEqualTo("answered");
    assertThat(call.at("/decision/skipped/0/target").asString()).isEqualTo("google/gemini-flash");
    assertThat(call.at("/attempts/0/fault").asString()).isEqualTo("overloaded");
    assertThat(call.at("/attempts/1/cost_usd").decimalValue()).isEqualByComparingTo("0.000321");
    assertThat(call.at("/attempts/1/connect_ms").asDouble()).isEqualTo(30);
    assertThat(call.at("/request/messages/0/parts/0/text").asString()).isEqualTo("What is due?");
    assertThat(call.at("/reply/text").asString()).isEqualTo("42.00");
  }

  @Test
  void tellsRevisionsAndHoursOfATask() {
    JsonNode revisions = json("/api/revisions?task=extract&from=2026-03-01&to=2026-03-02");
    JsonNode revision = revisions.at("/revisions/0");
    assertThat(revisions.at("/period/from").asString()).isEqualTo("2026-03-01T00:00:00Z");
    assertThat(revision.path("revision").asString()).isEqualTo("claude-haiku-4-5-20251001");
    assertThat(revision.path("calls").asInt()).isEqualTo(ANSWERED);
    assertThat(revision.path("is_new").isMissingNode()).isFalse();

    JsonNode hours = json("/api/tasks/extract/hours?from=2026-03-01&to=2026-03-02").path("hours");
    assertThat(hours.valueStream().map(hour -> hour.path("provider").asString()))
        .containsExactly("anthropic", "openai");
    assertThat(hours.path(0).path("attempts").asInt()).isEqualTo(ANSWERED);
    assertThat(hours.path(0).path("p95_ms").asDouble()).isBetween(1000.0, 1600.0);
    assertThat(hours.path(1).path("failed").asInt()).isEqualTo(ANSWERED);
    assertThat(hours.path(1).has("p95_ms")).isFalse();
  }

  @Test
  void tellsWhatCallsCost() {
    JsonNode spend = json("/api/spend?by=model&task=extract&from=2026-03-01&to=2026-03-02&top=1");
    assertThat(spend.path("from").asString()).isEqualTo("2026-03-01");
    assertThat(spend.path("to").asString()).isEqualTo("2026-03-02");
    assertThat(spend.path("by").asString()).isEqualTo("model");
    assertThat(spend.at("/rows/0/name").asString()).isEqualTo("anthropic/claude-haiku-4-5");
    assertThat(spend.at("/rows/0/figures/calls").asInt()).isEqualTo(ANSWERED);
    assertThat(spend.at("/rows/0/figures/usd").decimalValue()).isEqualByComparingTo("0.002247");
    assertThat(spend.at("/rest/names").asInt()).isEqualTo(1);
    assertThat(spend.has("forecast")).isFalse();

    assertThat(json("/api/spend?month=2026-03").at("/total/usd").decimalValue())
        .isEqualByComparingTo("0.002247");
    assertThat(json("/api/spend?by=prompt_version").has("forecast")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/calls?result=good|result|\"good\" is none of answered, rejected, cut, failed",
        "/api/calls?slower_than=fast|slower_than|\"fast\" is no length of time, such as 250ms,",
        "/api/calls?dearer_than=x|dearer_than|\"x\" is no amount of USD, such as 0.05",
        "/api/calls?from=soon|from|\"soon\" is no moment, such as 2026-03-01,",
        "/api/calls?from=1h&to=2h|to|it is not after the beginning",
        "/api/calls?limit=201|limit|\"201\" is no whole number from 1 to 200",
        "/api/calls?after=x|after|\"x\" is no id of a call",
        "/api/calls?task=|task|nothing is given; leave it out instead",
        "/api/calls?tsk=a|tsk|there is no such parameter; there are after, cheaper_than, dearer_than",
        "/api/calls?task=a&task=b|task|it is given more than once",
        "/api/calls/17|id|\"17\" is no id of a call",
        "/api/revisions?from=x|from|\"x\" is no moment",
        "/api/tasks/extract/hours?from=91d|from|more than 90 days are asked for",
        "/api/spend?by=colour|by|\"colour\" is none of task, provider, model,",
        "/api/spend?by=user&task=extract|task|what one task costs by user is not kept",
        "/api/spend?month=2026-13|month|\"2026-13\" is no month, such as 2026-03",
        "/api/spend?month=2026-03&from=2026-03-01|month|it goes with neither a first day nor a last",
        "/api/spend?from=2h|from|\"2h\" is no day, such as 2026-03-01",
        "/api/spend?from=%2B99999-01-01|from|\"+99999-01-01\" is no day",
        "/api/spend?to=2026-03-01|to|there is no first day",
        "/api/spend?from=2026-03-02&to=2026-03-02|to|it is not after the beginning",
        "/api/spend?top=1001|top|\"1001\" is no whole number from 1 to 1000",
        "/api/spend?user=a|user|there is no such parameter; there are by, from, month, task, to, top"
      })
  void saysInOneSentenceWhatIsWrongWithWhichParameter(
      String address, String parameter, String sentence) {
    HttpResponse<String> answer = dashboard.get(address);

    assertThat(answer.statusCode()).isEqualTo(400);
    JsonNode error = JsonMapper.shared().readTree(answer.body()).path("error");
    assertThat(error.path("parameter").asString()).isEqualTo(parameter);
    assertThat(error.path("message").asString()).startsWith(parameter + ": " + sentence);
  }

  @Test
  void whatIsNotThereIs404AndNothingCanBeChanged() {
    HttpResponse<String> answer = dashboard.get("/api/calls/" + UUID.randomUUID());
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(JsonMapper.shared().readTree(answer.body()).at("/error/message").asString())
        .startsWith("There is no call ");

    String origin = dashboard.address().toString().replaceFirst("/$", "");
    assertThat(dashboard.post("/api/calls/" + FAILED, "", origin).statusCode()).isBetween(404, 405);
  }

  @Test
  void answersWithTheHeadersOfPages() {
    HttpResponse<String> answer = dashboard.get("/api/calls");

    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/json");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
  }

  private static JsonNode json(String address) {
    HttpResponse<String> answer = dashboard.get(address);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(answer.body());
  }
}
