package dev.signalbox.app.faults;

import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.provider.Transport;
import dev.signalbox.router.provider.WireRequest;
import dev.signalbox.simulator.Outage;
import dev.signalbox.simulator.ProviderApi;
import dev.signalbox.simulator.http.Ending;
import dev.signalbox.simulator.http.HttpRequest;
import dev.signalbox.simulator.http.Script;
import dev.signalbox.simulator.http.Step;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/**
 * Plays what a simulated provider would do to a connection, on virtual time: the bytes are those
 * that the simulator sends over sockets, only nobody waits for them.
 */
final class ScriptTransport implements Transport {
  private final ProviderApi api;
  private final String basePath;
  private final VirtualTime time;
  private int requests;

  ScriptTransport(ProviderApi api, String basePath, VirtualTime time) {
    this.api = api;
    this.basePath = basePath;
    this.time = time;
  }

  /** Begins an outage, or ends it. */
  void setOutage(Optional<Outage> outage) {
    api.setOutage(outage);
  }

  /** How many requests reached the provider, or tried to. */
  int requests() {
    return requests;
  }

  @Override
  public Incoming open(WireRequest request, Duration connect, Duration head, Duration total)
      throws BrokenException {
    requests++;
    Map<String, String> headers = new HashMap<>();
    request.headers().forEach(header -> headers.put(header.name(), header.value()));
    headers.put("content-type", "application/json");
    String body = new String(request.body(), StandardCharsets.UTF_8);
    Script script = api.script(new HttpRequest("POST", basePath + request.path(), headers, body));
    Playing playing = new Playing(script, time.passed().plus(total));
    playing.limit = head;
    return playing.awaitHead();
  }

  private final class Playing implements Incoming {
    private final Queue<Step> steps;
    private final Ending ending;
    private final Duration end;
    private Duration limit = Duration.ZERO;
    private Duration waited = Duration.ZERO;
    private Step.Head head = new Step.Head(0, Map.of(), java.util.OptionalLong.empty());
    private byte[] current = new byte[0];
    private int position;

    Playing(Script script, Duration end) {
      this.steps = new ArrayDeque<>(script.steps());
      this.ending = script.ending();
      this.end = end;
    }

    Playing awaitHead() throws BrokenException {
      waited = Duration.ZERO;
      while (!steps.isEmpty()) {
        switch (steps.remove()) {
          case Step.Wait(Duration duration) -> pass(duration);
          case Step.Head arrived -> {
            head = arrived;
            return this;
          }
          default -> throw new IllegalStateException("a body without a head");
        }
      }
      throw switch (ending) {
        case Ending.Refused _ -> new BrokenException(Fault.UNREACHABLE, "connection refused");
        case Ending.TlsFailure _ -> new BrokenException(Fault.UNREACHABLE, "handshake failed");
        default -> broken();
      };
    }

    @Override
    public int status() {
      return head.status();
    }

    @Override
    public Map<String, List<String>> headers() {
      Map<String, List<String>> headers = new HashMap<>();
      head.headers().forEach((name, value) -> headers.put(name, List.of(value)));
      return headers;
    }

    @Override
    public Optional<Duration> connect() {
      return Optional.empty();
    }

    @Override
    public void limitReads(Duration longest) {
      limit = longest;
    }

    @Override
    public void close() {}

    @Override
    public InputStream body() {
      return new InputStream() {
        @Override
        public int read() throws IOException {
          byte[] one = new byte[1];
          return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
          return readBody(into, from, most);
        }
      };
    }

    private int readBody(byte[] into, int from, int most) throws BrokenException {
      waited = Duration.ZERO;
      while (position == current.length) {
        if (steps.isEmpty()) {
          if (ending instanceof Ending.Complete) {
            return -1;
          }
          throw broken();
        }
        switch (steps.remove()) {
          case Step.Wait(Duration duration) -> pass(duration);
          case Step.Body(var bytes) -> next(bytes.toArray());
          case Step.Fill(char ascii, long count) -> fill(ascii, count);
          case Step.Head _ -> throw new IllegalStateException("a second head");
        }
      }
      int count = Math.min(most, current.length - position);
      System.arraycopy(current, position, into, from, count);
      position += count;
      return count;
    }

    private void next(byte[] bytes) {
      current = bytes;
      position = 0;
    }

    /** Some of it now, and the rest as a step of its own. */
    private void fill(char ascii, long count) {
      int now = (int) Math.min(count, 1 << 16);
      next(String.valueOf(ascii).repeat(now).getBytes(StandardCharsets.US_ASCII));
      if (count > now) {
        ArrayDeque<Step> rest = (ArrayDeque<Step>) steps;
        rest.addFirst(new Step.Fill(ascii, count - now));
      }
    }

    /** Time passes, until one of the limits is reached. */
    private void pass(Duration duration) throws BrokenException {
      Duration left = end.minus(time.passed());
      Duration patience = limit.minus(waited);
      Duration most = left.compareTo(patience) < 0 ? left : patience;
      if (duration.compareTo(most) >= 0) {
        time.sleep(most.isNegative() ? Duration.ZERO : most);
        throw new BrokenException(Fault.TIMEOUT, "timeout");
      }
      time.sleep(duration);
      waited = waited.plus(duration);
    }

    private BrokenException broken() throws BrokenException {
      if (ending instanceof Ending.Hold(Duration hold)) {
        pass(hold);
      }
      return new BrokenException(
          Fault.CUT, ending instanceof Ending.Reset ? "connection reset" : "unexpected end");
    }
  }
}
