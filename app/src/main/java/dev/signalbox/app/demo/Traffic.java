package dev.signalbox.app.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An application: sends its requests to the gateway at a steady rate, as any OpenAI client would,
 * and counts what it gets back. It knows nothing of providers.
 */
public final class Traffic implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Traffic.class);

  private final URI endpoint;
  private final List<String> bodies;
  private final HttpClient client;
  private final ScheduledExecutorService beat = Executors.newSingleThreadScheduledExecutor();
  private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
  private final Future<?> sending;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();

  private Traffic(URI gateway, List<String> bodies, Duration interval) {
    this.endpoint = gateway.resolve("/v1/chat/completions");
    this.bodies = List.copyOf(bodies);
    this.client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    this.sending =
        beat.scheduleAtFixedRate(
            () -> calls.execute(this::send), 0, interval.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Starts sending {@code bodies} in turn, one each {@code interval}. */
  static Traffic start(URI gateway, List<String> bodies, Duration interval) {
    return new Traffic(gateway, bodies, interval);
  }

  /** Requests sent so far. */
  long sent() {
    return sent.get();
  }

  /** Those of them that were answered with a 200 so far. */
  long answered() {
    return answered.get();
  }

  /** Those that came to anything else, also where the gateway never saw them. */
  long failed() {
    return failed.get();
  }

  private void send() {
    String body = bodies.get((int) (sent.getAndIncrement() % bodies.size()));
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .header("Content-Type", "application/json")
            .timeout(Duration.ofSeconds(30))
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      if (response.statusCode() == 200) {
        answered.incrementAndGet();
      } else {
        failed.incrementAndGet();
        log.warn("the gateway answered {}: {}", response.statusCode(), response.body());
      }
    } catch (IOException e) {
      failed.incrementAndGet();
      log.warn("the gateway did not answer: {}", e.toString());
    } catch (InterruptedException e) {
      failed.incrementAndGet();
      Thread.currentThread().interrupt();
    }
  }

  /** Sends no more and waits for the answers that are still under way. */
  @Override
  public void close() {
    sending.cancel(false);
    beat.close();
    calls.close();
    client.close();
  }
}
