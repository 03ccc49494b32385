package dev.signalbox.simulator;

import dev.signalbox.simulator.http.Delivery;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * What the providers saw: counts of everything, and the last requests one by one. A request is here
 * before its answer leaves, and how that went follows. Thread-safe.
 */
public final class RequestLog {
  private final Map<Long, SeenRequest> latest;
  private final Map<String, Long> byProvider = new HashMap<>();
  private final Map<ModelName, Long> byModel = new HashMap<>();
  private final List<Consumer<SeenRequest>> listeners = new CopyOnWriteArrayList<>();
  private long seen;

  private record ModelName(String provider, String model) {}

  /**
   * @param capacity how many requests are kept one by one
   */
  RequestLog(int capacity) {
    latest =
        new LinkedHashMap<>() {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Long, SeenRequest> eldest) {
            return size() > capacity;
          }
        };
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
    return List.copyOf(latest.values());
  }

  /**
   * Tells {@code listener} of each request to come, twice: when it is read, and with its delivery
   * when its answer is over. It is told on the thread that serves the request, and so at the cost
   * of its client's time.
   */
  public void listen(Consumer<SeenRequest> listener) {
    listeners.add(listener);
  }

  /** Numbers a request and keeps it. */
  SeenRequest add(SeenRequest request) {
    SeenRequest numbered;
    synchronized (this) {
      numbered = request.numbered(++seen);
      byProvider.merge(request.provider(), 1L, Long::sum);
      request
          .model()
          .ifPresent(
              model -> byModel.merge(new ModelName(request.provider(), model), 1L, Long::sum));
      latest.put(numbered.number(), numbered);
    }
    listeners.forEach(listener -> listener.accept(numbered));
    return numbered;
  }

  /** Notes how the answer to a request that was added went out. */
  void delivered(SeenRequest request, Delivery delivery) {
    SeenRequest over = request.delivered(delivery);
    synchronized (this) {
      latest.replace(over.number(), over);
    }
    listeners.forEach(listener -> listener.accept(over));
  }
}
