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
    return format.tooLarge(stamp(occasion("too large")));
  }

  @Override
  public Effect handle(HttpRequest request) throws InterruptedException {
    Seed occasion = occasion(request.body());
    Stamp received = stamp(occasion);
    Draft draft =
        switch (format.read(request, account, received)) {
          case Reading.Refused(var reply) ->
              new Draft(Optional.empty(), Optional.empty(), reply, reply, received);
          case Reading.Accepted(var question) -> answer(question, received, occasion);
        };
    Optional<Fault> fault =
        Stream.concat(outage.stream(), draft.outage().stream())
            .filter(active -> active.hits(occasion))
            .map(Outage::fault)
            .findFirst();
    Effect effect =
        fault.map(ailing -> effect(ailing, draft)).orElse(new Effect.Answer(draft.reply()));
    note(request, draft, fault, effect);
    if (fault.filter(Fault::comesAtOnce).isEmpty()) {
      settings.sleeper().sleep(draft.stamp().processing());
    }
    return effect;
  }

  /**
   * What is answered when nothing goes wrong.
   *
   * @param outage of the model that is asked
   * @param empty the same answer with nothing said
   */
  private record Draft(
      Optional<String> model,
      Optional<Outage> outage,
      HttpReply reply,
      HttpReply empty,
      Stamp stamp) {}

  private Draft answer(Question question, Stamp received, Seed occasion) {
    SimulatedModel model = model(question.model());
    Behaviour behaviour = model.behaviour();
    Stamp stamp = received.after(model.latency(occasion));
    Completion completion = model.complete(question, occasion);
    return new Draft(
        Optional.of(question.model()),
        behaviour.outage(),
        format.answer(question, completion, behaviour.revision(), stamp),
        format.answer(question, Completion.empty(), behaviour.revision(), stamp),
        stamp);
  }

  private Effect effect(Fault fault, Draft draft) {
    return switch (fault) {
      // Refused means a request that slipped in while the port was closing.
      case Fault.ConnectionRefused _, Fault.Reset _ -> new Effect.Reset();
      case Fault.Silent(var hold) -> new Effect.Silence(hold);
      case Fault.Cut _ -> new Effect.Cut(draft.reply());
      case Fault.Empty _ -> new Effect.Answer(draft.empty());
      case Fault.Garbage _ -> new Effect.Answer(draft.reply().withBody("upstream connect error"));
      case Fault.ServerError(int status) ->
          new Effect.Answer(format.serverError(status, draft.stamp()));
      case Fault.RateLimited(var wait) ->
          new Effect.Answer(format.rateLimited(wait, draft.stamp()));
    };
  }

  private void note(HttpRequest request, Draft draft, Optional<Fault> fault, Effect effect) {
    OptionalInt status =
        switch (effect) {
          case Effect.Answer(var reply) -> OptionalInt.of(reply.status());
          case Effect.Cut(var reply) -> OptionalInt.of(reply.status());
          case Effect.Reset _, Effect.Silence _ -> OptionalInt.empty();
        };
    log.add(
        new SeenRequest(
            draft.stamp().at(),
            name,
            draft.model(),
            request.method(),
            request.path(),
            fault,
            status));
  }

  /** Tells this request apart from every other, also from the same one before. */
  private Seed occasion(String body) {
    Seed asked = seed.of(body);
    return asked.of(occurrences.next(asked));
  }

  private Stamp stamp(Seed occasion) {
    return new Stamp(settings.clock().instant(), occasion.of("stamp").value(), Duration.ZERO);
  }
}
