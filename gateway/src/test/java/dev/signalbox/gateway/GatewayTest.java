package dev.signalbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.gateway.testing.SampleCalls;
import dev.signalbox.router.RoutedCall;
import dev.signalbox.router.Router;
import dev.signalbox.router.UnknownTaskException;
import dev.signalbox.router.catalog.Capability;
import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.FinishReason;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.chat.Revision;
import dev.signalbox.router.chat.Usage;
import dev.signalbox.router.decision.Decision;
import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.provider.PieceSink;
import dev.signalbox.router.table.ActiveTable;
import dev.signalbox.router.table.Latency;
import dev.signalbox.router.table.RoutingTable;
import dev.signalbox.router.table.TableVersion;
import dev.signalbox.router.table.Target;
import dev.signalbox.router.table.Task;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS) // stopping a gateway takes a second
final class GatewayTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MAX_BODY_BYTES = 10_000;
  private static final String QUESTION =
      "{\"model\":\"task/extraction\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

  private final HttpClient client = HttpClient.newHttpClient();
  private final ScriptedRouter router = new ScriptedRouter();
  private final Gateway gateway = startGateway();
  private Readiness readiness = Readiness.ready();

  /** Answers as it is told to. */
  private static final class ScriptedRouter implements Router {
    static final BiFunction<String, ChatRequest, RoutedCall> HELLO =
        (_, _) -> SampleCalls.answered(SampleCalls.reply("Hello", FinishReason.DONE));

    private volatile BiFunction<String, ChatRequest, RoutedCall> script = HELLO;

    @Override
    public RoutedCall call(String task, ChatRequest request) {
      return script.apply(task, request);
    }

    @Override
    public RoutedCall ask(String task, Target target, ChatRequest request) {
      throw new AssertionError("the gateway never asks one target");
    }

    @Override
    public RoutedCall stream(String task, ChatRequest request, PieceSink sink) {
      throw new AssertionError("the gateway does not stream");
    }

    @Override
    public Decision decide(String task, ChatRequest request) {
      throw new AssertionError("the gateway only calls");
    }
  }

  @BeforeEach
  void reset() {
    router.script = ScriptedRouter.HELLO;
    readiness = Readiness.ready();
  }

  @AfterAll
  void stop() {
    gateway.close();
    client.close();
  }

  @Test
  void answersACompletion() throws Exception {
    AtomicReference<String> asked = new AtomicReference<>("");
    router.script =
        (task, request) -> {
          asked.set(task + ": " + request.messages().getFirst().text());
          return SampleCalls.answered(SampleCalls.reply("Grüße 👋", FinishReason.DONE));
        };

    HttpResponse<String> response = post(QUESTION);

    assertThat(asked).hasValue("extraction: hi");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(JSON.readTree(response.body()).at("/choices/0/message/content").stringValue())
        .isEqualTo("Grüße 👋");
  }

  @Test
  void tellsInHeadersWhoAnsweredAndWhatItCost() throws Exception {
    HttpResponse<String> response = post(QUESTION);

    assertThat(signalbox(response, "call-id")).isEqualTo(SampleCalls.ID.toString());
    assertThat(signalbox(response, "provider")).isEqualTo("anthropic");
    assertThat(signalbox(response, "model")).isEqualTo("claude-haiku-4-5");
    assertThat(signalbox(response, "revision")).isEqualTo("claude-haiku-4-5-20251001");
    assertThat(signalbox(response, "attempts")).isEqualTo("2");
    assertThat(signalbox(response, "cost-usd")).isEqualTo("0.000123");
    assertThat(signalbox(response, "table")).isEqualTo("3:0123456789ab");
  }

  @Test
  void keepsAProvidersWordsFromBecomingHeadersOfTheirOwn() throws Exception {
    Reply sly =
        Reply.of("x", Usage.NONE, new Revision("m\r\nX-Evil: 1", Optional.of("é".repeat(100_000))));
    router.script = (_, _) -> SampleCalls.answered(sly);

    HttpResponse<String> response = post(QUESTION);

    assertThat(signalbox(response, "revision")).startsWith("m??X-Evil: 1+??").hasSize(200);
    assertThat(response.headers().firstValue("X-Evil")).isEmpty();
  }

  @Test
  void listsTheTasksAsModels() throws Exception {
    JsonNode list = JSON.readTree(get("/v1/models").body());

    assertThat(list.path("object").stringValue()).isEqualTo("list");
    assertThat(list.path("data").valueStream().map(model -> model.path("id").stringValue()))
        .containsExactly("task/extraction");
  }

  @Test
  void saysWhetherItIsAliveAndReady() throws Exception {
    assertThat(get("/healthz").body()).isEqualTo("{\"status\":\"ok\"}");
    assertThat(get("/readyz").body()).isEqualTo("{\"status\":\"ready\",\"reasons\":[]}");

    readiness = Readiness.degraded("the database is away");
    assertThat(get("/readyz").statusCode()).isEqualTo(200);
    assertThat(get("/readyz").body())
        .isEqualTo("{\"status\":\"degraded\",\"reasons\":[\"the database is away\"]}");

    readiness = Readiness.notReady("no routing table yet");
    assertThat(get("/readyz").statusCode()).isEqualTo(503);
  }

  @Test
  void doesNotKnowATaskThatTheTableLacks() throws Exception {
    router.script =
        (task, _) -> {
          throw new UnknownTaskException(task, List.of("extraction"));
        };

    HttpResponse<String> response = post(QUESTION.replace("extraction", "extarction"));

    assertError(response, 404, "model_not_found");
    assertThat(error(response).path("param").stringValue()).isEqualTo("model");
    assertThat(error(response).path("message").stringValue())
        .isEqualTo("no task is named \"extarction\"; the routing table has extraction");
  }

  @Test
  void refusesABodyThatIsNotJson() throws Exception {
    HttpResponse<String> response = post("{\"model\": \"x\",\n \"messages\": oops}");

    assertError(response, 400, "invalid_json");
    assertThat(error(response).path("type").stringValue()).isEqualTo("invalid_request_error");
    assertThat(error(response).path("message").stringValue()).contains("line 2, column 14");
  }

  @Test
  void refusesAFieldItCannotHonour() throws Exception {
    HttpResponse<String> response =
        post(QUESTION.replace("{\"model\"", "{\"stream\":true,\"model\""));

    assertError(response, 400, "unsupported_value");
    assertThat(error(response).path("param").stringValue()).isEqualTo("stream");
  }

  @Test
  void refusesABodyThatIsTooLargeWhetherItSaysSoOrNot() throws Exception {
    byte[] body = new byte[MAX_BODY_BYTES + 1];

    assertError(send(request(BodyPublishers.ofByteArray(body))), 413, "body_too_large");
    assertError(
        send(request(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))),
        413,
        "body_too_large");
  }

  @Test
  void takesABodyUpToTheLimit() throws Exception {
    String padded = QUESTION + " ".repeat(MAX_BODY_BYTES - QUESTION.length());

    assertThat(post(padded).statusCode()).isEqualTo(200);
  }

  /** A stream that would never end: were it read to its end, no answer would come. */
  @Test
  void doesNotReadOnBeyondTheLimit() throws Exception {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return ' ';
          }
        };

    CompletableFuture<HttpResponse<String>> response =
        client.sendAsync(
            request(BodyPublishers.ofInputStream(() -> endless)).build(), BodyHandlers.ofString());

    assertThat(response.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(413);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/jsonp"})
  void takesJsonOnly(String type) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri("/v1/chat/completions"))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(QUESTION));

    assertError(send(request), 415, "unsupported_media_type");
  }

  @Test
  void takesJsonWithACharset() throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri("/v1/chat/completions"))
            .header("Content-Type", "Application/JSON; charset=utf-8")
            .POST(BodyPublishers.ofString(QUESTION));

    assertThat(send(request).statusCode()).isEqualTo(200);
  }

  @Test
  void doesNotUnpackBodies() throws Exception {
    assertError(
        send(request(BodyPublishers.ofString(QUESTION)).header("Content-Encoding", "gzip")),
        415,
        "unsupported_media_type");
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/v1/chat/completions,405,method_not_allowed",
    "DELETE,/v1/chat/completions,405,method_not_allowed",
    "POST,/v1/models,405,method_not_allowed",
    "GET,/,404,unknown_url",
    "POST,/v1/embeddings,404,unknown_url",
    "OPTIONS,/v1/chat/completions,405,method_not_allowed"
  })
  void tellsWrongMethodsAndPaths(String method, String path, int status, String code)
      throws Exception {
    assertError(
        send(HttpRequest.newBuilder(uri(path)).method(method, BodyPublishers.noBody())),
        status,
        code);
  }

  @Test
  void passesOnWhyAProviderRefused() throws Exception {
    router.script = (_, _) -> SampleCalls.rejected(422, "bad schema");

    HttpResponse<String> response = post(QUESTION);

    assertError(response, 400, "rejected_by_provider");
    assertThat(signalbox(response, "provider")).isEqualTo("openai");
  }

  @Test
  void asksToComeBackWhenTheProvidersSaidWhen() throws Exception {
    router.script =
        (_, _) ->
            SampleCalls.failed(
                SampleCalls.failed(Fault.RATE_LIMITED, Optional.of(Duration.ofMillis(1200))));

    HttpResponse<String> response = post(QUESTION);

    assertError(response, 503, "all_targets_failed");
    assertThat(response.headers().firstValue("Retry-After")).contains("2");
    assertThat(signalbox(response, "call-id")).isEqualTo(SampleCalls.ID.toString());
  }

  @Test
  void keepsItsInsidesToItself() throws Exception {
    router.script =
        (_, _) -> {
          throw new IllegalStateException("secret detail");
        };
    HttpResponse<String> exception = post(QUESTION);
    router.script =
        (_, _) -> {
          throw new AssertionError("secret detail");
        };
    HttpResponse<String> error = post(QUESTION);

    assertError(exception, 500, "internal_error");
    assertError(error, 500, "internal_error");
    assertThat(exception.body() + error.body()).doesNotContain("secret", "Exception", "at dev.");
  }

  @Test
  void turnsAwayMoreCallsThanItTakesAtATime() throws Exception {
    CountDownLatch bothUnderWay = new CountDownLatch(2);
    CountDownLatch goOn = new CountDownLatch(1);
    router.script =
        (_, _) -> {
          bothUnderWay.countDown();
          await(goOn);
          return SampleCalls.answered(SampleCalls.reply("late", FinishReason.DONE));
        };
    var first = client.sendAsync(question(), BodyHandlers.ofString());
    var second = client.sendAsync(question(), BodyHandlers.ofString());
    await(bothUnderWay);

    HttpResponse<String> third = post(QUESTION);
    goOn.countDown();

    assertError(third, 503, "too_many_calls");
    assertThat(third.headers().firstValue("Retry-After")).contains("1");
    assertThat(first.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    assertThat(second.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    assertThat(post(QUESTION).statusCode()).isEqualTo(200);
  }

  @Test
  void letsCallsUnderWayFinishWhenItCloses() throws Exception {
    CountDownLatch underWay = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    router.script =
        (_, _) -> {
          underWay.countDown();
          await(goOn);
          return SampleCalls.answered(SampleCalls.reply("last", FinishReason.DONE));
        };
    Gateway closing = startGateway();
    var last =
        client.sendAsync(
            request(closing, BodyPublishers.ofString(QUESTION)).build(), BodyHandlers.ofString());
    await(underWay);

    Thread closer = Thread.ofVirtual().start(closing::close);
    awaitRefusal(closing.port());
    goOn.countDown();

    assertThat(last.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    assertThat(closer.join(Duration.ofSeconds(20))).isTrue();
  }

  @Test
  void saysInOneSentenceThatItsPortIsTaken() {
    GatewaySettings taken = GatewaySettings.onPort(gateway.port());

    assertThatThrownBy(() -> Gateway.start(taken, backend()))
        .isInstanceOf(GatewayStartException.class)
        .hasMessage(
            "the gateway cannot listen on port "
                + gateway.port()
                + ", which another program has taken; give it another one, or 0 for any");
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "127.0.0.1.evil.example", "localhost:80:80", "[::2]", ""})
  void refusesAHostThatIsNotItsOwn(String host) throws Exception {
    String answer = raw("GET /healthz HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 40").contains("\"error\"");
    assertThat(answer).doesNotContain("\"ok\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1:1", "[::1]:8080"})
  void answersUnderTheNamesOfThisMachine(String host) throws Exception {
    assertThat(raw("GET /healthz HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://evil.example", "http://evil.example", "null", "https://localhost"})
  void refusesRequestsFromForeignPages(String origin) throws Exception {
    assertError(
        send(request(BodyPublishers.ofString(QUESTION)).header("Origin", origin)),
        403,
        "foreign_origin");
  }

  @Test
  void answersPagesOfThisMachine() throws Exception {
    assertThat(
            send(request(BodyPublishers.ofString(QUESTION))
                    .header("Origin", "http://localhost:3000"))
                .statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NONSENSE\r\n\r\n",
        "GET /%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n"
      })
  void answersBrokenHttpInTheSameShape(String request) throws Exception {
    assertThat(raw(request)).containsPattern("HTTP/1.1 [45]\\d\\d").contains("{\"error\":{");
  }

  @Test
  void noticesABodyThatBreaksOff() throws Exception {
    String answer =
        rawThenEnd(
            "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"model\":");

    assertThat(answer).startsWith("HTTP/1.1 400").contains("{\"error\":{");
  }

  private Gateway startGateway() {
    return Gateway.start(
        new GatewaySettings("127.0.0.1", 0, MAX_BODY_BYTES, 2, Duration.ofSeconds(20)), backend());
  }

  private Gateway.Backend backend() {
    Task task =
        Task.of(
            "extraction",
            "d",
            Set.of(Capability.TEXT),
            Latency.of(Duration.ofSeconds(10)),
            SampleCalls.MINI,
            SampleCalls.HAIKU);
    ActiveTable table =
        new ActiveTable(new TableVersion(1, "abc"), new RoutingTable(List.of(task)));
    return new Gateway.Backend(router, () -> table, () -> readiness);
  }

  private URI uri(String path) {
    return gateway.address().resolve(path);
  }

  private HttpRequest question() {
    return request(BodyPublishers.ofString(QUESTION)).build();
  }

  private HttpRequest.Builder request(HttpRequest.BodyPublisher body) {
    return request(gateway, body);
  }

  private static HttpRequest.Builder request(Gateway gateway, HttpRequest.BodyPublisher body) {
    return HttpRequest.newBuilder(gateway.address().resolve("/v1/chat/completions"))
        .header("Content-Type", "application/json")
        .timeout(Duration.ofSeconds(20))
        .POST(body);
  }

  private HttpResponse<String> post(String body) throws Exception {
    return send(request(BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(uri(path)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String rawThenEnd(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      socket.setSoTimeout(20_000);
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Waits until nobody listens there any more. */
  private static void awaitRefusal(int port) {
    long giveUpAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (System.nanoTime() < giveUpAt) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        LockSupport.parkNanos(socket, TimeUnit.MILLISECONDS.toNanos(5));
      } catch (IOException refused) {
        return;
      }
    }
    throw new AssertionError("it still listens");
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(20, TimeUnit.SECONDS)) {
        throw new AssertionError("waited too long");
      }
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  private static String signalbox(HttpResponse<String> response, String name) {
    return response.headers().firstValue("x-signalbox-" + name).orElse("(absent)");
  }

  private static JsonNode error(HttpResponse<String> response) {
    return JSON.readTree(response.body()).path("error");
  }

  private static void assertError(HttpResponse<String> response, int status, String code) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(JSON.readTree(response.body()).propertyNames()).containsExactly("error");
    assertThat(error(response).propertyNames())
        .containsExactlyInAnyOrder("message", "type", "param", "code");
    assertThat(error(response).path("code").stringValue()).isEqualTo(code);
  }
}
