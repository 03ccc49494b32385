package dev.signalbox.router.provider;

import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.outcome.Outcome.Failed;
import dev.signalbox.router.outcome.Outcome.Rejected;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;

/**
 * A provider over HTTP. Blocks the calling thread, which should be a virtual one: interrupting that
 * cancels the call at once. Thread-safe.
 *
 * <p>One ask is at most one request on the wire: nothing is repeated and no redirect followed here,
 * for repeating is a move, which others decide and record; and so the key reaches no other host.
 */
public final class HttpProvider implements Provider {
  /** The longest answer that is read, in bytes, after decompression. */
  static final int LONGEST_BODY = 32 * 1024 * 1024;

  private static final Duration LOOKUP_LIMIT = Duration.ofSeconds(3);
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
  private static final Duration LONGEST_LIMIT = Duration.ofDays(1);

  private final Endpoint endpoint;
  private final Codec codec;
  private final OkHttpClient client;
  private final InstantSource clock;

  /**
   * @param client its connections are shared; its limits and its ways with redirects are not used
   * @param clock dates the answers that come without a date
   */
  public HttpProvider(Endpoint endpoint, Codec codec, OkHttpClient client, InstantSource clock) {
    this.endpoint = endpoint;
    this.codec = codec;
    this.client =
        client
            .newBuilder()
            .followRedirects(false)
            .followSslRedirects(false)
            .dns(new LimitedDns(client.dns(), LOOKUP_LIMIT))
            .connectTimeout(CONNECT_LIMIT)
            // Within the limit of the whole call, a model may think as long as it likes.
            .readTimeout(Duration.ZERO)
            .writeTimeout(Duration.ZERO)
            .build();
    this.clock = clock;
  }

  /** The client that all providers of one process share; it needs no closing. */
  public static OkHttpClient newClient() {
    return new OkHttpClient.Builder()
        .connectionPool(new ConnectionPool(64, 2, TimeUnit.MINUTES))
        .build();
  }

  @Override
  public String name() {
    return endpoint.name();
  }

  @Override
  public String vendor() {
    return endpoint.vendor();
  }

  @Override
  public boolean simulated() {
    return endpoint.simulated();
  }

  @Override
  public boolean hasKey() {
    return endpoint.key().isPresent();
  }

  @Override
  public Exchange ask(Question question) {
    Duration limit = question.limits().total();
    if (endpoint.key().isEmpty()) {
      return unanswered(Fault.ACCESS_DENIED, "no key is configured for " + name());
    }
    if (!limit.isPositive()) {
      return unanswered(Fault.TIMEOUT, "no time was left to ask");
    }
    return exchange(
        codec.encode(question.target(), question.request(), false), endpoint.key().get(), limit);
  }

  private Exchange exchange(WireRequest request, ApiKey key, Duration limit) {
    OneShotBody body = new OneShotBody(request.body());
    Call call = client.newCall(httpRequest(request, body, key));
    Duration bounded = limit.compareTo(LONGEST_LIMIT) < 0 ? limit : LONGEST_LIMIT;
    call.timeout().timeout(bounded.toNanos(), TimeUnit.NANOSECONDS);
    try (Response response = call.execute()) {
      return read(response, key);
    } catch (IOException e) {
      return unanswered(faultOf(e, body.wasStarted()), Detail.line(e.toString(), key));
    } catch (Exception e) {
      // OkHttp is Kotlin: an InterruptedException leaves it undeclared.
      if (!(e instanceof InterruptedException)) {
        throw e;
      }
      Thread.currentThread().interrupt();
      return unanswered(Fault.CANCELLED, "the caller went away");
    }
  }

  private Request httpRequest(WireRequest request, OneShotBody body, ApiKey key) {
    Request.Builder builder =
        new Request.Builder()
            .url(endpoint.urlOf(request.path()))
            .header("Accept", "application/json")
            .post(body);
    request.headers().forEach(header -> builder.header(header.name(), header.value()));
    WireRequest.Header keyHeader = codec.keyHeader(key.secret());
    return builder.header(keyHeader.name(), keyHeader.value()).build();
  }

  private Exchange read(Response response, ApiKey key) {
    WireResponse whole;
    Outcome outcome;
    try {
      BufferedSource source = response.body().source();
      boolean tooLong = source.request(LONGEST_BODY + 1L);
      whole = wireResponse(response, tooLong ? new byte[0] : source.readByteArray());
      outcome = tooLong && response.isSuccessful() ? tooLong() : codec.decode(whole);
    } catch (IOException e) {
      whole = wireResponse(response, new byte[0]);
      // Of an error, the status says enough though its body is lost.
      outcome =
          response.isSuccessful()
              ? failed(faultOf(e, true), Detail.line(e.toString()))
              : codec.decode(whole);
    }
    return new Exchange(
        withoutKey(outcome, key),
        OptionalInt.of(response.code()),
        codec.requestId(whole).map(Detail::line),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        codec.headroom(whole));
  }

  /** With the date that an answer should have, where it came without (RFC 9110, section 6.6.1). */
  private WireResponse wireResponse(Response response, byte[] body) {
    Map<String, List<String>> headers = new HashMap<>(response.headers().toMultimap());
    headers.computeIfAbsent(
        "date",
        _ ->
            List.of(
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                    clock.instant().atOffset(ZoneOffset.UTC))));
    return new WireResponse(response.code(), headers, body);
  }

  private static Fault faultOf(IOException e, boolean sent) {
    if (Thread.currentThread().isInterrupted()) {
      return Fault.CANCELLED;
    }
    // Only connecting has a limit of its own; every other lack of time is the whole call's.
    if (e instanceof InterruptedIOException && !(e instanceof SocketTimeoutException)) {
      return Fault.TIMEOUT;
    }
    return sent ? Fault.CUT : Fault.UNREACHABLE;
  }

  private static Outcome withoutKey(Outcome outcome, ApiKey key) {
    return switch (outcome) {
      case Rejected(int status, String reason) -> new Rejected(status, Detail.line(reason, key));
      case Failed(Fault fault, String detail, var retryAfter, boolean againHere) ->
          new Failed(fault, Detail.line(detail, key), retryAfter, againHere);
      case Outcome.Answered _, Outcome.Skipped _ -> outcome;
    };
  }

  private static Outcome tooLong() {
    return failed(Fault.UNUSABLE_ANSWER, "the answer is longer than " + LONGEST_BODY + " bytes");
  }

  private static Outcome failed(Fault fault, String detail) {
    return new Failed(fault, detail, Optional.empty());
  }

  private static Exchange unanswered(Fault fault, String detail) {
    return Exchange.unanswered(failed(fault, detail));
  }
}
