package dev.signalbox.app.outage;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Applications that ask on and on, and remember which calls were answered. */
final class Callers {
  static final int AT_ONCE = 12;

  private static final List<String> TASKS = List.of("must", "may");
  private static final String FILLER = "please ".repeat(700);

  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<UUID, String> answered = new ConcurrentHashMap<>();
  private final Map<UUID, Integer> attempts = new ConcurrentHashMap<>();
  private final AtomicInteger refused = new AtomicInteger();
  private volatile boolean asking;
  private List<Thread> threads = List.of();

  /** The calls that were answered so far, with their tasks. */
  Map<UUID, String> answered() {
    return answered;
  }

  /** How many attempts the answered calls took. */
  long attempts() {
    return attempts.values().stream().mapToLong(Integer::longValue).sum();
  }

  /** How many calls were not answered. */
  int refused() {
    return refused.get();
  }

  /** Begins to ask. */
  void start(URI gateway) {
    asking = true;
    List<Thread> started = new ArrayList<>();
    for (int caller = 0; caller < AT_ONCE; caller++) {
      String task = TASKS.get(caller % TASKS.size());
      started.add(Thread.ofVirtual().start(() -> ask(gateway, task)));
    }
    threads = started;
  }

  /** Ends it; on return, every answer that was given was heard. */
  void stop() {
    asking = false;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new AssertionError("interrupted", e);
      }
    }
  }

  private void ask(URI gateway, String task) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(gateway + "/chat/completions"))
            .header("content-type", "application/json")
            .timeout(Duration.ofSeconds(30))
            .POST(
                BodyPublishers.ofString(
                    """
                    {"model": "%s", "user": "u", "messages": [{"role": "user", "content": "%s"}]}
                    """
                        .formatted(task, FILLER)))
            .build();
    while (asking) {
      try {
        hear(task, client.send(request, BodyHandlers.discarding()));
      } catch (IOException _) {
        return; // the process was killed
      } catch (InterruptedException e) {
        throw new AssertionError("interrupted", e);
      }
    }
  }

  private void hear(String task, HttpResponse<Void> response) {
    if (response.statusCode() != 200) {
      refused.incrementAndGet();
      return;
    }
    UUID call = UUID.fromString(response.headers().firstValue("x-signalbox-call-id").orElseThrow());
    answered.put(call, task);
    attempts.put(
        call,
        Integer.parseInt(response.headers().firstValue("x-signalbox-attempts").orElseThrow()));
  }
}
