package dev.signalbox.simulator;

import dev.signalbox.simulator.http.Effect;
import dev.signalbox.simulator.http.Handler;
import dev.signalbox.simulator.http.HttpReply;
import dev.signalbox.simulator.http.HttpRequest;
import dev.signalbox.simulator.wire.Account;
import dev.signalbox.simulator.wire.Completion;
import dev.signalbox.simulator.wire.Question;
import dev.signalbox.simulator.wire.Reading;
import dev.signalbox.simulator.wire.Stamp;
import dev.signalbox.simulator.wire.WireFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** One provider at work: its models, what ails it, and what becomes of each request. */
final class ProviderApi implements Handler {
  private final String name;
  private final WireFormat format;
  private final Account account;
  private final SimulatorSettings settings;
  private final RequestLog log;
  private final Seed seed;
  private final Map<String, Behaviour> behaviours;
  private final Occurrences occurrences = new Occurrences();
  private volatile Optional<Outage> outage = Optional.empty();

  ProviderApi(SimulatedProvider provider, SimulatorSettings settings, RequestLog log) {
    this.name = provider.name();
    this.format = provider.format();
    this.account = new Account(provider.keys(), provider.models().keySet());
    this.settings = settings;
    this.log = log;
    this.seed = new Seed(settings.seed()).of(provider.name());
    this.behaviours = new ConcurrentHashMap<>(provider.models());
  }

  Optional<Outage> outage() {
    return outage;
  }

  /**
   * @throws IllegalArgumentException when the provider has no such fault
   */
  void setOutage(Optional<Outage> next) {
    next.ifPresent(this::check);
    outage = next;
  }

  Behaviour behaviour(String model) {
    return model(model).behaviour();
  }

  void change(String model, UnaryOperator<Behaviour> change) {
    model(model);
    behaviours.computeIfPresent(
        model,
        (_, behaviour) -> {
          Behaviour changed = change.apply(behaviour);
          changed.outage().ifPresent(this::check);
          return changed;
        });
  }

  List<AffectedPrompt> affected(String model) {
    return model(model).affected();
  }

  private SimulatedModel model(String model) {
    Behaviour behaviour = behaviours.get(model);
    if (behaviour == null) {
      throw new IllegalArgumentException(
          "%s serves no model %s, only %s".formatted(name, model, behaviours.keySet()));
    }
    return new SimulatedModel(behaviour, settings.book(), seed.of(model));
  }

  private void check(Outage next) {
    if (next.fault() instanceof Fault.ServerError(int status)
        && !format.serverErrors().contains(status)) {
      throw new IllegalArgumentException(
          "%s never answers %d, only %s".formatted(name, status, format.serverErrors()));
    }
  }

  @Override
  public HttpReply tooLarge() {
    return format.tooLarge(new Stamp(settings.clock().instant(), seed.value(), Duration.ZERO));
  }

  @Override
  public Effect handle(HttpRequest request) throws InterruptedException {
    Seed asked = seed.of(request.body());
    Seed occasion = asked.of(occurrences.next(asked));
    Instant at = settings.clock().instant();
    Stamp stamp = new Stamp(at, occasion.of("stamp").value(), Duration.ZERO);
    return switch (format.read(request, account, stamp)) {
      case Reading.Refused(var reply) -> {
        Optional<Fault> fault = fault(outage.stream(), occasion);
        Effect effect =
            fault
                .map(ailing -> effect(ailing, reply, reply, stamp))
                .orElse(new Effect.Answer(reply));
        note(request, at, Optional.empty(), fault, effect);
        yield effect;
      }
      case Reading.Accepted(var question) -> answer(request, question, stamp, occasion);
    };
  }

  private Effect answer(HttpRequest request, Question question, Stamp received, Seed occasion)
      throws InterruptedException {
    SimulatedModel model = model(question.model());
    Behaviour behaviour = model.behaviour();
    Duration latency = model.latency(occasion);
    Stamp stamp = received.after(latency);
    HttpReply reply =
        format.answer(question, model.complete(question, occasion), behaviour.revision(), stamp);
    HttpReply empty = format.answer(question, Completion.empty(), behaviour.revision(), stamp);
    Optional<Fault> fault =
        fault(Stream.concat(outage.stream(), behaviour.outage().stream()), occasion);
    Effect effect =
        fault.map(ailing -> effect(ailing, reply, empty, stamp)).orElse(new Effect.Answer(reply));
    note(request, stamp.at(), Optional.of(question.model()), fault, effect);
    settings.sleeper().sleep(latency);
    return effect;
  }

  private static Optional<Fault> fault(Stream<Outage> outages, Seed occasion) {
    return outages.filter(active -> active.hits(occasion)).map(Outage::fault).findFirst();
  }

  /**
   * @param reply what would be answered without the fault
   * @param empty the same with nothing said
   */
  private Effect effect(Fault fault, HttpReply reply, HttpReply empty, Stamp stamp) {
    return switch (fault) {
      // Refused means a request that slipped in while the port was closing.
      case Fault.ConnectionRefused _, Fault.Reset _ -> new Effect.Reset();
      case Fault.Silent(var hold) -> new Effect.Silence(hold);
      case Fault.Cut _ -> new Effect.Cut(reply);
      case Fault.Empty _ -> new Effect.Answer(empty);
      case Fault.Garbage _ -> new Effect.Answer(reply.withBody("upstream connect error"));
      case Fault.ServerError(int status) -> new Effect.Answer(format.serverError(status, stamp));
      case Fault.RateLimited(var wait) -> new Effect.Answer(format.rateLimited(wait, stamp));
    };
  }

  private void note(
      HttpRequest request,
      Instant at,
      Optional<String> model,
      Optional<Fault> fault,
      Effect effect) {
    OptionalInt status =
        switch (effect) {
          case Effect.Answer(var reply) -> OptionalInt.of(reply.status());
          case Effect.Cut(var reply) -> OptionalInt.of(reply.status());
          case Effect.Reset _, Effect.Silence _ -> OptionalInt.empty();
        };
    log.add(new SeenRequest(at, name, model, request.method(), request.path(), fault, status));
  }
}
