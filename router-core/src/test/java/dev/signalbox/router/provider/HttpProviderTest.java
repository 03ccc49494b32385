package dev.signalbox.router.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.catalog.ProviderFacts;
import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.provider.openai.OpenAiChatCodec;
import dev.signalbox.router.table.Target;
import dev.signalbox.router.time.Ticker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Over real HTTP on loopback, against a server that misbehaves by script. */
@Timeout(60)
final class HttpProviderTest {
  private static final String KEY = "sk-test-51c0ffee";
  private static final Duration AMPLE = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(150);
  private static final String GOOD =
      """
      {"model":"gpt-4o-mini-2024-07-18","choices":[{"message":{"content":"Paris"},\
      "finish_reason":"stop"}],"usage":{"prompt_tokens":9,"completion_tokens":1}}\
      """;

  @Test
  void answersAndSendsTheKeyInItsHeader() throws IOException {
    try (var server = good("Content-Type: application/json\r\nX-Request-Id: req_1\r\n")) {
      Exchange exchange = ask(server.url(), AMPLE);

      assertThat(exchange.outcome())
          .isInstanceOfSatisfying(
              Outcome.Answered.class,
              answer -> assertThat(answer.reply().text()).isEqualTo("Paris"));
      assertThat(exchange.status()).hasValue(200);
      assertThat(exchange.requestId()).contains("req_1");
      assertThat(server.requests()).hasSize(1);
      MisbehavingServer.Received received = server.requests().getFirst();
      assertThat(received.head())
          .startsWith("POST /chat/completions HTTP/1.1")
          .contains("Authorization: Bearer " + KEY)
          .contains("Content-Type: application/json\r\n");
      assertThat(received.body()).contains("capital of France");
    }
  }

  @Test
  void unpacksGzip() throws IOException {
    try (var server =
        MisbehavingServer.answering("200 OK", "Content-Encoding: gzip\r\n", gzip(GOOD))) {
      assertThat(ask(server.url(), AMPLE).outcome()).isInstanceOf(Outcome.Answered.class);
    }
  }

  @Test
  void cannotUseAnAnswerThatIsNotTheGzipItClaimsToBe() throws IOException {
    try (var server = good("Content-Encoding: gzip\r\n")) {
      assertFailed(ask(server.url(), AMPLE), Fault.UNUSABLE_ANSWER);
    }
  }

  @Test
  void isUnreachableWhenNobodyListens() throws IOException {
    int freePort;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      freePort = socket.getLocalPort();
    }
    Exchange exchange = ask(URI.create("http://127.0.0.1:" + freePort), AMPLE);

    assertFailed(exchange, Fault.UNREACHABLE);
    assertThat(exchange.status()).isEmpty();
  }

  @Test
  void isUnreachableWhenTheHostHasNoAddress() {
    assertFailed(ask(URI.create("http://nowhere.invalid"), AMPLE), Fault.UNREACHABLE);
  }

  @Test
  void isUnreachableWhenTlsMeetsAPlainServer() throws IOException {
    try (var server = good("")) {
      URI overTls = URI.create(server.url().toString().replace("http:", "https:"));
      assertFailed(ask(overTls, AMPLE), Fault.UNREACHABLE);
    }
  }

  @Test
  void isCutWhenTheServerResetsAfterTheRequest() throws IOException {
    try (var server =
        new MisbehavingServer(socket -> {
          socket.setSoLinger(true, 0);
          socket.close();
        })) {
      assertFailed(ask(server.url(), AMPLE), Fault.CUT);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void isCutWhenTheBodyEndsEarly() throws IOException {
    byte[] half = GOOD.substring(0, 40).getBytes(UTF_8);
    try (var server =
        new MisbehavingServer(socket ->
            MisbehavingServer.write(
                socket, "200 OK", "X-Request-Id: req_2\r\n", GOOD.length(), half))) {
      Exchange exchange = ask(server.url(), AMPLE);

      assertFailed(exchange, Fault.CUT);
      assertThat(exchange.status()).hasValue(200);
      assertThat(exchange.requestId()).contains("req_2");
    }
  }

  @Test
  void believesTheStatusOfAnErrorWhoseBodyIsCut() throws IOException {
    try (var server =
        new MisbehavingServer(socket ->
            MisbehavingServer.write(
                socket, "429 Too Many Requests", "Retry-After: 7\r\n", 99, new byte[3]))) {
      assertThat(ask(server.url(), AMPLE).outcome())
          .isInstanceOfSatisfying(
              Outcome.Failed.class,
              failed -> {
                assertThat(failed.fault()).isEqualTo(Fault.RATE_LIMITED);
                assertThat(failed.retryAfter()).contains(Duration.ofSeconds(7));
              });
    }
  }

  @Test
  void timesOutWhenTheServerStaysSilent() throws IOException {
    CountDownLatch testIsOver = new CountDownLatch(1);
    try (var server = new MisbehavingServer(_ -> await(testIsOver))) {
      assertFailed(ask(server.url(), SHORT), Fault.TIMEOUT);
    } finally {
      testIsOver.countDown();
    }
  }

  @Test
  void timesOutWhenTheBodyStalls() throws IOException {
    CountDownLatch testIsOver = new CountDownLatch(1);
    try (var server =
        new MisbehavingServer(socket -> {
          MisbehavingServer.write(socket, "200 OK", "", GOOD.length(), new byte[] {'{'});
          await(testIsOver);
        })) {
      assertFailed(ask(server.url(), SHORT), Fault.TIMEOUT);
    } finally {
      testIsOver.countDown();
    }
  }

  @Test
  void asksNobodyWhenNoTimeIsLeft() throws IOException {
    try (var server = good("")) {
      assertFailed(ask(server.url(), Duration.ZERO), Fault.TIMEOUT);
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void readsNoMoreOfAnAnswerThanItsBound() throws IOException {
    byte[] megabyte = " ".repeat(1 << 20).getBytes(UTF_8);
    try (var server =
        new MisbehavingServer(socket -> {
          MisbehavingServer.write(socket, "200 OK", "", Integer.MAX_VALUE, new byte[0]);
          for (int i = 0; i < 1 << 11; i++) {
            socket.getOutputStream().write(megabyte);
          }
        })) {
      assertFailed(ask(server.url(), AMPLE), Fault.UNUSABLE_ANSWER);
    }
  }

  @Test
  void boundsWhatAGzipUnpacksTo() throws IOException {
    byte[] bomb = gzip(" ".repeat(Answering.LONGEST_BODY + 1));
    try (var server = MisbehavingServer.answering("200 OK", "Content-Encoding: gzip\r\n", bomb)) {
      assertFailed(ask(server.url(), AMPLE), Fault.UNUSABLE_ANSWER);
    }
  }

  @Test
  void followsNoRedirectSoThatTheKeyStaysWhereItBelongs() throws IOException {
    try (var elsewhere = good("");
        var server =
            MisbehavingServer.answering(
                "307 Temporary Redirect", "Location: " + elsewhere.url() + "\r\n", new byte[0])) {
      assertFailed(ask(server.url(), AMPLE), Fault.UNUSABLE_ANSWER);
      assertThat(elsewhere.requests()).isEmpty();
    }
  }

  @Test
  void repeatsNothingByItself() throws IOException {
    try (var unavailable =
            MisbehavingServer.answering(
                "503 Service Unavailable", "Retry-After: 0\r\n", new byte[0]);
        var slow = MisbehavingServer.answering("408 Request Timeout", "", new byte[0])) {
      assertFailed(ask(unavailable.url(), AMPLE), Fault.OVERLOADED);
      assertFailed(ask(slow.url(), AMPLE), Fault.SERVER_ERROR);
      assertThat(unavailable.requests()).hasSize(1);
      assertThat(slow.requests()).hasSize(1);
    }
  }

  @Test
  void showsTheKeyToNobodyEvenWhenTheProviderRepeatsIt() throws IOException {
    byte[] echo =
        ("{\"error\":{\"code\":\"invalid_api_key\",\"message\":\"Incorrect API key provided: "
                + KEY
                + ". You can find your API key at https://platform.openai.com\"}}")
            .getBytes(UTF_8);
    try (var server = MisbehavingServer.answering("401 Unauthorized", "", echo)) {
      Exchange exchange = ask(server.url(), AMPLE);

      assertFailed(exchange, Fault.ACCESS_DENIED);
      assertThat(exchange.toString()).contains("Incorrect API key").doesNotContain(KEY);
      assertThat(endpoint(server.url()).toString()).doesNotContain(KEY);
    }
  }

  @Test
  void datesAnAnswerThatCameWithoutADate() throws IOException {
    try (var server =
        MisbehavingServer.answering(
            "429 Too Many Requests",
            "Retry-After: Mon, 23 Nov 2026 12:00:20 GMT\r\n",
            new byte[0])) {
      assertThat(ask(server.url(), AMPLE).outcome())
          .isInstanceOfSatisfying(
              Outcome.Failed.class,
              failed -> assertThat(failed.retryAfter()).contains(Duration.ofSeconds(20)));
    }
  }

  @Test
  void endsTheCallWhenItsThreadIsInterrupted() throws Exception {
    CountDownLatch testIsOver = new CountDownLatch(1);
    CompletableFuture<Exchange> exchange = new CompletableFuture<>();
    CompletableFuture<Boolean> stillInterrupted = new CompletableFuture<>();
    try (var server = new MisbehavingServer(_ -> await(testIsOver))) {
      Thread caller =
          Thread.ofVirtual()
              .start(() -> {
                exchange.complete(ask(server.url(), AMPLE));
                stillInterrupted.complete(Thread.currentThread().isInterrupted());
              });
      server.awaitRequest();
      caller.interrupt();

      assertFailed(exchange.get(20, TimeUnit.SECONDS), Fault.CANCELLED);
      assertThat(stillInterrupted.get(20, TimeUnit.SECONDS)).isTrue();
    } finally {
      testIsOver.countDown();
    }
  }

  @Test
  void asksNobodyWhenItsThreadIsInterruptedAlready() throws Exception {
    CompletableFuture<Exchange> exchange = new CompletableFuture<>();
    try (var server = good("")) {
      Thread.ofVirtual()
          .start(() -> {
            Thread.currentThread().interrupt();
            exchange.complete(ask(server.url(), AMPLE));
          });

      assertFailed(exchange.get(20, TimeUnit.SECONDS), Fault.CANCELLED);
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void sendsNothingWithoutAKey() throws IOException {
    try (var server = good("")) {
      Endpoint keyless =
          new Endpoint("openai", ProviderFacts.of("openai"), false, server.url(), Optional.empty());
      Provider provider = provider(keyless);

      assertThat(provider.hasKey()).isFalse();
      assertFailed(provider.ask(question(AMPLE)), Fault.ACCESS_DENIED);
      assertThat(server.requests()).isEmpty();
    }
  }

  private static MisbehavingServer good(String headers) throws IOException {
    return MisbehavingServer.answering("200 OK", headers, GOOD.getBytes(UTF_8));
  }

  private static Exchange ask(URI baseUrl, Duration limit) {
    return provider(endpoint(baseUrl)).ask(question(limit));
  }

  private static Question question(Duration limit) {
    return new Question(target(), request(), Limits.of(limit), Optional.empty());
  }

  private static Provider provider(Endpoint endpoint) {
    InstantSource noon = InstantSource.fixed(Instant.parse("2026-11-23T12:00:00Z"));
    return new HttpProvider(
        endpoint,
        _ -> new OpenAiChatCodec("openai"),
        new OkHttpTransport(endpoint, OkHttpTransport.newClient()),
        noon,
        Ticker.REAL);
  }

  private static Endpoint endpoint(URI baseUrl) {
    return new Endpoint(
        "openai", ProviderFacts.of("openai"), false, baseUrl, Optional.of(new ApiKey(KEY)));
  }

  private static Target target() {
    return Target.of("openai", "gpt-4o-mini");
  }

  private static ChatRequest request() {
    return ChatRequest.of(Message.user("What is the capital of France?"));
  }

  private static void assertFailed(Exchange exchange, Fault fault) {
    assertThat(exchange.outcome())
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.fault()).as(failed.detail()).isEqualTo(fault));
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(text.getBytes(UTF_8));
    }
    return packed.toByteArray();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
