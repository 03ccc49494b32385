package dev.signalbox.simulator;

import dev.signalbox.simulator.http.Exchange;
import dev.signalbox.simulator.http.Handler;
import dev.signalbox.simulator.http.HttpReply;
import dev.signalbox.simulator.http.HttpRequest;
import dev.signalbox.simulator.http.Script;
import dev.signalbox.simulator.wire.Account;
import dev.signalbox.simulator.wire.Question;
import dev.signalbox.simulator.wire.Reading;
import dev.signalbox.simulator.wire.Stamp;
import dev.signalbox.simulator.wire.Trouble;
import dev.signalbox.simulator.wire.WireFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * One provider at work: its models, what ails it, and what becomes of each request. Needs no
 * socket: a test can ask it for {@linkplain #script scripts} and play them on its own clock.
 * Thread-safe.
 */
public final class ProviderApi implements Handler {
  private final SimulatedProvider provider;
  private final Account account;
  private final SimulatorSettings settings;
  private final RequestLog log;
  private final Seed seed;
  private final Map<String, Behaviour> behaviours;
  private final Occurrences occurrences = new Occurrences();
  private final Map<String, RunningOutage> modelOutages = new ConcurrentHashMap<>();
  private final RunningScenario scenario;
  private volatile Optional<RunningOutage> outage = Optional.empty();

  ProviderApi(SimulatorSettings settings, SimulatedProvider provider, RequestLog log) {
    this.provider = provider;
    this.account = new Account(provider.keys(), provider.models().keySet());
    this.settings = settings;
    this.log = log;
    this.seed = new Seed(settings.seed()).of(provider.name());
    this.behaviours = new ConcurrentHashMap<>(provider.models());
    this.scenario = new RunningScenario(settings.scenario(), provider.name(), now());
    settings.scenario().events().stream()
        .filter(event -> event.provider().equals(provider.name()))
        .forEach(event -> {
          check(event.outage());
          event.model().ifPresent(this::model);
        });
  }

  /**
   * A provider without a port, and with a log of its own.
   *
   * @throws IllegalArgumentException when the settings' scenario has something that it has not
   */
  public static ProviderApi of(SimulatorSettings settings, SimulatedProvider provider) {
    return new ProviderApi(settings, provider, new RequestLog(settings.keptRequests()));
  }

  /** What becomes of a request; it counts as asked. */
  public Script script(HttpRequest request) {
    return handle(request).script();
  }

  public Optional<Outage> outage() {
    return outage.map(RunningOutage::outage);
  }

  /**
   * Begins an outage in place of one that lasts, or ends it.
   *
   * @throws IllegalArgumentException when the provider has no such fault
   */
  public void setOutage(Optional<Outage> next) {
    next.ifPresent(this::check);
    outage = next.map(begun -> RunningOutage.begin(begun, now()));
  }

  public Behaviour behaviour(String model) {
    return model(model).behaviour();
  }

  /**
   * Changes how a model behaves, atomically.
   *
   * @throws IllegalArgumentException for a model that the provider does not serve
   */
  public void change(String model, UnaryOperator<Behaviour> change) {
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
          "%s serves no model %s, only %s".formatted(provider.name(), model, behaviours.keySet()));
    }
    return new SimulatedModel(behaviour, settings.book(), seed.of(model));
  }

  private void check(Outage next) {
    switch (next.fault()) {
      case Fault.ServerError(int status) -> check(status);
      case Fault.ErrorInside(Trouble.ServerError(int status), _) -> check(status);
      default -> {}
    }
  }

  private void check(int status) {
    if (!provider.serverErrors().contains(status)) {
      throw new IllegalArgumentException(
          "%s never answers %d, only %s"
              .formatted(provider.name(), status, provider.serverErrors()));
    }
  }

  @Override
  public HttpReply tooLarge() {
    return provider
        .formats()
        .getFirst()
        .trouble(Trouble.Refusal.REQUEST_TOO_LARGE, stamp(occasion("too large"), now()));
  }

  @Override
  public boolean refusesConnections() {
    return scenario.refusesConnections(now());
  }

  @Override
  public Exchange handle(HttpRequest request) {
    if (RequestsPage.isAskedFor(request)) {
      return new Exchange(Script.of(RequestsPage.of(log.latest(), provider.name())), _ -> {});
    }
    Instant now = now();
    Seed occasion = occasion(request.body());
    WireFormat format = provider.format(request.path());
    Stamp received = stamp(occasion, now);
    Turn turn =
        switch (format.read(request, account, received)) {
          case Reading.Refused(var reply) -> Turn.refused(format, reply, received);
          case Reading.Accepted(var question) -> turn(format, question, received, occasion);
        };
    Optional<Fault> fault = fault(turn.model(), occasion, now);
    Script script = fault.map(turn::script).orElseGet(turn::script);
    SeenRequest seen = log.add(seen(request, turn, fault, script));
    return new Exchange(script, delivery -> log.delivered(seen, delivery));
  }

  private Turn turn(WireFormat format, Question question, Stamp received, Seed occasion) {
    SimulatedModel model = model(question.model());
    Pace pace = model.pace(occasion);
    return Turn.accepted(
        format,
        question,
        model.complete(question, occasion),
        model.behaviour().revision(),
        received,
        pace);
  }

  private Optional<Fault> fault(Optional<String> model, Seed occasion, Instant now) {
    Optional<Fault> scripted = scenario.strike(model, occasion, now);
    return outage
        .filter(running -> running.strikes(occasion, now))
        .or(() ->
            model
                .flatMap(name -> modelOutage(name, now))
                .filter(running -> running.strikes(occasion, now)))
        .map(running -> running.outage().fault())
        .or(() -> scripted);
  }

  /** Begins with the first request that meets it. */
  private Optional<RunningOutage> modelOutage(String model, Instant now) {
    Optional<Outage> present = model(model).behaviour().outage();
    return Optional.ofNullable(
        modelOutages.compute(
            model,
            (_, running) ->
                running != null && present.filter(running.outage()::equals).isPresent()
                    ? running
                    : present.map(begun -> RunningOutage.begin(begun, now)).orElse(null)));
  }

  private SeenRequest seen(HttpRequest request, Turn turn, Optional<Fault> fault, Script script) {
    return new SeenRequest(
        0,
        turn.stamp().at(),
        provider.name(),
        turn.model(),
        request.method(),
        request.path(),
        SeenRequest.withoutSecrets(request),
        request.bodyBytes(),
        turn.streamed(),
        fault,
        script.head().map(head -> OptionalInt.of(head.status())).orElse(OptionalInt.empty()),
        Optional.empty());
  }

  /** Tells this request apart from every other, also from the same one before. */
  private Seed occasion(String body) {
    Seed asked = seed.of(body);
    return asked.of(occurrences.next(asked));
  }

  private static Stamp stamp(Seed occasion, Instant now) {
    return new Stamp(now, occasion.of("stamp").value(), Duration.ZERO);
  }

  private Instant now() {
    return settings.clock().instant();
  }
}
