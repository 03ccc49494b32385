package dev.signalbox.app.demo;

import dev.signalbox.eval.golden.GoldenCase;
import dev.signalbox.eval.golden.GoldenSuite;
import dev.signalbox.eval.golden.PlausibleMistake;
import dev.signalbox.router.catalog.Catalog;
import dev.signalbox.router.catalog.ProviderFacts;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Role;
import dev.signalbox.router.connect.Api;
import dev.signalbox.router.connect.Connection;
import dev.signalbox.router.provider.ApiKey;
import dev.signalbox.router.provider.OkHttpTransport;
import dev.signalbox.router.provider.Providers;
import dev.signalbox.router.table.Target;
import dev.signalbox.simulator.AffectedPrompt;
import dev.signalbox.simulator.AnswerBook;
import dev.signalbox.simulator.Behaviour;
import dev.signalbox.simulator.Drift;
import dev.signalbox.simulator.Fault;
import dev.signalbox.simulator.Latency;
import dev.signalbox.simulator.Outage;
import dev.signalbox.simulator.SimulatedProvider;
import dev.signalbox.simulator.Simulator;
import dev.signalbox.simulator.SimulatorSettings;
import dev.signalbox.simulator.Skill;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import okhttp3.OkHttpClient;

/** The simulated Anthropic and OpenAI of the demo, and what befalls them. */
final class DemoProviders implements AutoCloseable {
  static final String ANTHROPIC = "anthropic";
  static final String OPENAI = "openai";
  static final Map<String, ProviderFacts> FACTS =
      Map.of(ANTHROPIC, ProviderFacts.of(ANTHROPIC), OPENAI, ProviderFacts.of(OPENAI));
  static final String HAIKU = "claude-haiku-4-5";
  static final String MINI = "gpt-4o-mini";

  /** Good, with a few prompts it never manages, a few it is unsure of, and the odd slip. */
  private static final Skill SKILL = new Skill(0.04, 0.03, 0.004);

  private static final long SEED = 2_026;

  private final Simulator simulator;

  private DemoProviders(Simulator simulator) {
    this.simulator = simulator;
  }

  /** Starts both, healthy; they know the answers to {@code suite} and to the summaries. */
  static DemoProviders start(GoldenSuite suite) {
    AnswerBook book = answerBook(suite);
    return new DemoProviders(
        Simulator.start(
            SimulatorSettings.of(
                    book,
                    SimulatedProvider.anthropic()
                        .with(HAIKU, model("claude-haiku-4-5-20251001", 14)),
                    SimulatedProvider.openai().with(MINI, model("gpt-4o-mini-2024-07-18", 10)))
                .withSeed(SEED)));
  }

  private static Behaviour model(String revision, long medianMillis) {
    return Behaviour.serving(revision)
        .withLatency(
            new Latency(Duration.ofMillis(medianMillis), Duration.ofMillis(3 * medianMillis)))
        .withSkill(SKILL);
  }

  private static AnswerBook answerBook(GoldenSuite suite) {
    List<AnswerBook.Entry> entries = new ArrayList<>();
    for (GoldenCase golden : suite.cases()) {
      entries.add(
          new AnswerBook.Entry(
              prompt(golden),
              golden.expected().toString(),
              List.of(PlausibleMistake.in(golden.expected(), golden.id()).toString())));
    }
    for (DemoTraffic.Summary summary : DemoTraffic.SUMMARIES) {
      entries.add(
          new AnswerBook.Entry(
              summary.message(), summary.good(), List.of("The customer wrote a message.")));
    }
    return AnswerBook.of(entries);
  }

  /** The simulator looks answers up by the last user message. */
  private static String prompt(GoldenCase golden) {
    return golden.request().messages().stream()
        .filter(message -> message.role() == Role.USER)
        .reduce((_, later) -> later)
        .map(Message::text)
        .orElseThrow();
  }

  /**
   * How the router reaches them.
   *
   * @param catalog what they offer
   */
  Providers providers(Catalog catalog) {
    OkHttpClient client = OkHttpTransport.newClient();
    return new Providers(
        List.of(
            connection(ANTHROPIC, Api.ANTHROPIC_MESSAGES, "").open(catalog, client),
            connection(OPENAI, Api.OPENAI, "/v1").open(catalog, client)));
  }

  private Connection connection(String name, Api api, String path) {
    return new Connection(
        name,
        api,
        simulator.baseUri(name).resolve(path),
        ProviderFacts.of(name),
        true,
        Optional.of(new ApiKey("simulated")));
  }

  void cutOff(String provider) {
    simulator.setOutage(provider, Outage.of(new Fault.ConnectionRefused()));
  }

  void restore(String provider) {
    simulator.endOutage(provider);
  }

  /** Makes a model answer a share of all prompts wrongly, under the revision it had. */
  void degrade(String provider, String model, double share) {
    simulator.change(provider, model, behaviour -> behaviour.withDrift(new Drift(share, 1, SEED)));
  }

  /** The cases whose prompts a model answers worse than it did, by name. */
  List<String> worsened(GoldenSuite suite, Target target) {
    Set<String> affected =
        simulator.affected(target.provider(), target.model()).stream()
            .map(AffectedPrompt::prompt)
            .collect(Collectors.toSet());
    return suite.cases().stream()
        .filter(golden -> affected.contains(prompt(golden)))
        .map(GoldenCase::id)
        .toList();
  }

  @Override
  public void close() {
    simulator.close();
  }
}
