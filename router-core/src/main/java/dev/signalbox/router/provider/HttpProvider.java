package dev.signalbox.router.provider;

import dev.signalbox.router.catalog.ProviderFacts;
import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.outcome.Outcome.Failed;
import dev.signalbox.router.outcome.Outcome.Rejected;
import dev.signalbox.router.table.Target;
import dev.signalbox.router.time.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A provider over HTTP. Blocks the calling thread, which should be a virtual one: interrupting that
 * cancels the exchange at once. Thread-safe.
 *
 * <p>One ask is at most one request on the wire: repeating is a move, which others decide and
 * record.
 */
public final class HttpProvider implements Provider {
  private final Endpoint endpoint;
  private final Function<Target, Codec> codecs;
  private final Transport transport;
  private final InstantSource clock;
  private final Ticker ticker;

  /**
   * @param codecs which wire format a target is asked in
   * @param clock dates the answers that come without a date
   * @param ticker for the limits within an answer
   */
  public HttpProvider(
      Endpoint endpoint,
      Function<Target, Codec> codecs,
      Transport transport,
      InstantSource clock,
      Ticker ticker) {
    this.endpoint = endpoint;
    this.codecs = codecs;
    this.transport = transport;
    this.clock = clock;
    this.ticker = ticker;
  }

  @Override
  public String name() {
    return endpoint.name();
  }

  @Override
  public ProviderFacts facts() {
    return endpoint.facts();
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
    if (endpoint.key().isEmpty()) {
      return unanswered(Fault.ACCESS_DENIED, "no key is configured for " + name());
    }
    if (!question.limits().total().isPositive()) {
      return unanswered(Fault.TIMEOUT, "no time was left to ask");
    }
    ApiKey key = endpoint.key().get();
    Codec codec = codecs.apply(question.target());
    Exchange exchange = exchange(question, codec, withKey(request(question, codec), codec, key));
    return exchange.withOutcome(withoutKey(exchange.outcome(), key));
  }

  private static WireRequest request(Question question, Codec codec) {
    return codec.encode(question.target(), question.request(), question.sink().isPresent());
  }

  private static WireRequest withKey(WireRequest request, Codec codec, ApiKey key) {
    List<WireRequest.Header> headers = new ArrayList<>(request.headers());
    headers.add(codec.keyHeader(key.secret()));
    return new WireRequest(request.path(), headers, request.body());
  }

  private Exchange exchange(Question question, Codec codec, WireRequest request) {
    Pulse pulse = new Pulse(question.limits(), question.sink().isPresent(), ticker);
    try (Transport.Incoming incoming =
        transport.open(
            request, question.limits().connect(), pulse.patience(), question.limits().total())) {
      return new Answering(question, codec, pulse, incoming, clock).read();
    } catch (Transport.BrokenException e) {
      Fault fault = e.fault() == Fault.TIMEOUT ? pulse.lateness() : e.fault();
      return unanswered(fault, Detail.line(String.valueOf(e.getMessage())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unanswered(Fault.CANCELLED, "the caller went away");
    }
  }

  private static Outcome withoutKey(Outcome outcome, ApiKey key) {
    return switch (outcome) {
      case Rejected(int status, String reason) -> new Rejected(status, Detail.line(reason, key));
      case Failed(Fault fault, String detail, var retryAfter, boolean againHere) ->
          new Failed(fault, Detail.line(detail, key), retryAfter, againHere);
      case Outcome.Answered _, Outcome.Skipped _ -> outcome;
    };
  }

  private static Exchange unanswered(Fault fault, String detail) {
    return Exchange.unanswered(new Failed(fault, detail, Optional.<Duration>empty()));
  }
}
