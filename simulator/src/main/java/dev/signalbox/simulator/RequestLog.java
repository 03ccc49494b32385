package dev.signalbox.simulator;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * What the providers saw: counts of everything, and the last requests one by one. A request is here
 * before its answer leaves. Thread-safe.
 */
public final class RequestLog {
  private final int capacity;
  private final ArrayDeque<SeenRequest> latest = new ArrayDeque<>();
  private final Map<String, Long> byProvider = new HashMap<>();
  private final Map<ModelName, Long> byModel = new HashMap<>();
  private final List<Consumer<SeenRequest>> listeners = new CopyOnWriteArrayList<>();

  private record ModelName(String provider, String model) {}

  /**
   * @param capacity how many requests are kept one by one
   */
  RequestLog(int capacity) {
    this.capacity = capacity;
  }

  /** All requests that a provider saw. */
  public synchronized long count(String provider) {
    return byProvider.getOrDefault(provider, 0L);
  }

  /** The requests for a model that its provider serves. */
  public synchronized long count(String provider, String model) {
    return byModel.getOrDefault(new ModelName(provider, model), 0L);
  }

  /** The last requests, the oldest of them first. */
  public synchronized List<SeenRequest> latest() {
    return List.copyOf(latest);
  }

  /**
   * Tells {@code listener} of each request to come, on the thread that serves it and so at the cost
   * of its client's time.
   */
  public void listen(Consumer<SeenRequest> listener) {
    listeners.add(listener);
  }

  void add(SeenRequest request) {
    synchronized (this) {
      byProvider.merge(request.provider(), 1L, Long::sum);
      request
          .model()
          .ifPresent(
              model -> byModel.merge(new ModelName(request.provider(), model), 1L, Long::sum));
      if (latest.size() == capacity) {
        latest.removeFirst();
      }
      latest.addLast(request);
    }
    listeners.forEach(listener -> listener.accept(request));
  }
}
