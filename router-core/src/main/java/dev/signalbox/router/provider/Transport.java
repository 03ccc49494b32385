package dev.signalbox.router.provider;

import dev.signalbox.router.outcome.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Carries requests to one provider's host and answers back, byte for byte. One request on the wire
 * for each one opened: nothing is repeated, and no redirect is followed, so that the key reaches no
 * other host. Thread-safe.
 */
public interface Transport {

  /**
   * Sends a request and waits for the head of its answer.
   *
   * @param connect the longest that a connection may take
   * @param head the longest wait for the answer's head, connecting included
   * @param total the longest that all of it may take, the body included
   * @throws BrokenException if no answer came
   * @throws InterruptedException if the thread was interrupted meanwhile
   */
  Incoming open(WireRequest request, Duration connect, Duration head, Duration total)
      throws BrokenException, InterruptedException;

  /** An answer whose body is on its way. Not thread-safe. */
  interface Incoming extends AutoCloseable {
    int status();

    /** By name in lower case. */
    Map<String, List<String>> headers();

    /** How long connecting took; absent when a connection was still open from before. */
    Optional<Duration> connect();

    /**
     * The body as it came, a compressed one still compressed. Reading throws {@link
     * BrokenException}, and an {@link java.io.InterruptedIOException} of no other kind than that
     * when the thread was interrupted.
     */
    InputStream body();

    /** Sets how long one read of the body may wait from now on. */
    void limitReads(Duration longest);

    /** Ends the exchange; what is still on its way is no longer wanted. */
    @Override
    void close();
  }

  /** The exchange could not be completed. */
  final class BrokenException extends IOException {
    private static final long serialVersionUID = 1;

    private final Fault fault;

    /**
     * @param fault {@link Fault#UNREACHABLE} when nothing was sent, {@link Fault#TIMEOUT} when a
     *     limit passed, {@link Fault#CUT} when the connection broke
     * @param message one line for people
     */
    public BrokenException(Fault fault, String message) {
      super(message);
      this.fault = fault;
    }

    public Fault fault() {
      return fault;
    }
  }
}
