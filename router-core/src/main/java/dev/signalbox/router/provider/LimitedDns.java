package dev.signalbox.router.provider;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Dns;

/**
 * Looks names up for no longer than {@code limit}. The JDK's own look-up heeds neither limits nor
 * interrupts, so with a dead name server a call would outlast its limit by tens of seconds.
 */
record LimitedDns(Dns dns, Duration limit) implements Dns {

  @Override
  public List<InetAddress> lookup(String hostname) throws UnknownHostException {
    FutureTask<List<InetAddress>> lookup = new FutureTask<>(() -> dns.lookup(hostname));
    Thread.ofVirtual().name("look up " + hostname).start(lookup);
    try {
      return lookup.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw failure("no address of " + hostname + " came within " + limit.toMillis() + " ms", e);
    } catch (ExecutionException e) {
      throw failure("no address of " + hostname + " is known", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure("interrupted while looking up " + hostname, e);
    }
  }

  private static UnknownHostException failure(String message, Exception cause) {
    UnknownHostException failure = new UnknownHostException(message);
    failure.initCause(cause);
    return failure;
  }
}
