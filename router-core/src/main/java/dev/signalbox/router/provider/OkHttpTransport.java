package dev.signalbox.router.provider;

import dev.signalbox.router.outcome.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.ConnectionPool;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.Timeout;

/** HTTP/1.1 and HTTP/2 by OkHttp. Blocks the calling thread; interrupting that cancels. */
public final class OkHttpTransport implements Transport {
  private static final Duration LOOKUP_LIMIT = Duration.ofSeconds(3);
  private static final Duration LONGEST_LIMIT = Duration.ofDays(1);

  private final Endpoint endpoint;
  private final OkHttpClient client;

  /**
   * @param client its connections are shared; its limits and its ways with redirects are not used
   */
  public OkHttpTransport(Endpoint endpoint, OkHttpClient client) {
    this.endpoint = endpoint;
    this.client =
        client
            .newBuilder()
            .followRedirects(false)
            .followSslRedirects(false)
            .dns(new LimitedDns(client.dns(), LOOKUP_LIMIT))
            .writeTimeout(Duration.ZERO)
            .addInterceptor(OkHttpTransport::limited)
            .eventListenerFactory(call -> trip(call.request()))
            .build();
  }

  /** The client that all providers of one process share; it needs no closing. */
  public static OkHttpClient newClient() {
    return new OkHttpClient.Builder()
        .connectionPool(new ConnectionPool(64, 2, TimeUnit.MINUTES))
        .build();
  }

  @Override
  public Incoming open(WireRequest request, Duration connect, Duration head, Duration total)
      throws BrokenException, InterruptedException {
    OneShotBody body = new OneShotBody(request.body());
    Trip trip = new Trip(connect, head);
    Call call = client.newCall(httpRequest(request, body, trip));
    call.timeout().timeout(bounded(total).toNanos(), TimeUnit.NANOSECONDS);
    try {
      return new OkHttpIncoming(call, call.execute(), trip.connect());
    } catch (IOException e) {
      throw broken(e, body.wasStarted());
    }
  }

  private Request httpRequest(WireRequest request, OneShotBody body, Trip trip) {
    Request.Builder builder =
        new Request.Builder().url(endpoint.urlOf(request.path())).tag(Trip.class, trip).post(body);
    // Said by us, OkHttp leaves the decompressing to us, who can tell a lie from a broken line.
    builder.header("Accept-Encoding", "gzip");
    request.headers().forEach(header -> builder.header(header.name(), header.value()));
    return builder.build();
  }

  private static Response limited(Interceptor.Chain chain) throws IOException {
    Trip trip = trip(chain.request());
    return chain
        .withConnectTimeout(millis(trip.connectLimit), TimeUnit.MILLISECONDS)
        .withReadTimeout(millis(trip.headLimit), TimeUnit.MILLISECONDS)
        .proceed(chain.request());
  }

  private static Trip trip(Request request) {
    Trip trip = request.tag(Trip.class);
    if (trip == null) {
      throw new IllegalStateException("a request of somebody else's");
    }
    return trip;
  }

  /** Zero would mean for ever. */
  private static int millis(Duration limit) {
    return Math.clamp(bounded(limit).toMillis(), 1, Integer.MAX_VALUE);
  }

  private static Duration bounded(Duration limit) {
    return limit.compareTo(LONGEST_LIMIT) < 0 ? limit : LONGEST_LIMIT;
  }

  private static BrokenException broken(IOException e, boolean sent) throws InterruptedException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedException("interrupted while waiting for a provider");
    }
    if (e instanceof BrokenException known) {
      return known;
    }
    boolean connecting = e instanceof SocketTimeoutException && !sent;
    boolean late = e instanceof InterruptedIOException && !connecting;
    Fault fault = late ? Fault.TIMEOUT : sent ? Fault.CUT : Fault.UNREACHABLE;
    BrokenException broken = new BrokenException(fault, e.toString());
    broken.initCause(e);
    return broken;
  }

  /** The limits of one call, and how long its connecting took. */
  private static final class Trip extends EventListener {
    private final Duration connectLimit;
    private final Duration headLimit;
    private volatile long startNanos;
    private volatile long connectNanos = -1;

    Trip(Duration connectLimit, Duration headLimit) {
      this.connectLimit = connectLimit;
      this.headLimit = headLimit;
    }

    Optional<Duration> connect() {
      return connectNanos < 0 ? Optional.empty() : Optional.of(Duration.ofNanos(connectNanos));
    }

    @Override
    public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
      startNanos = System.nanoTime();
    }

    @Override
    public void connectionAcquired(Call call, Connection connection) {
      if (startNanos != 0) {
        connectNanos = System.nanoTime() - startNanos;
      }
    }
  }

  private static final class OkHttpIncoming implements Incoming {
    private final Call call;
    private final Response response;
    private final Optional<Duration> connect;
    private final InputStream body;
    private boolean exhausted;

    OkHttpIncoming(Call call, Response response, Optional<Duration> connect) {
      this.call = call;
      this.response = response;
      this.connect = connect;
      this.body = new BodyStream(response.body().byteStream());
    }

    @Override
    public int status() {
      return response.code();
    }

    @Override
    public Map<String, List<String>> headers() {
      return response.headers().toMultimap();
    }

    @Override
    public Optional<Duration> connect() {
      return connect;
    }

    @Override
    public InputStream body() {
      return body;
    }

    @Override
    public void limitReads(Duration longest) {
      Timeout timeout = response.body().source().timeout();
      timeout.timeout(Math.max(1, bounded(longest).toNanos()), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
      if (!exhausted) {
        call.cancel();
      }
      response.close();
    }

    /** Tells in our words how a read failed. */
    private final class BodyStream extends InputStream {
      private final InputStream in;

      BodyStream(InputStream in) {
        this.in = in;
      }

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] into, int from, int most) throws IOException {
        try {
          int count = in.read(into, from, most);
          exhausted = count < 0;
          return count;
        } catch (IOException e) {
          try {
            throw broken(e, true);
          } catch (InterruptedException interrupted) {
            InterruptedIOException wrapped = new InterruptedIOException(interrupted.getMessage());
            wrapped.initCause(interrupted);
            throw wrapped;
          }
        }
      }

      @Override
      public int available() throws IOException {
        return in.available();
      }
    }
  }
}
