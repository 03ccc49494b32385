package dev.signalbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.simulator.wire.Revision;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How well models answer: skill, drift, and that all of it repeats. */
class BehaviourTest {
  private static final int PROMPTS = 200;
  private static final AnswerBook BOOK =
      AnswerBook.of(
          IntStream.range(0, PROMPTS)
              .mapToObj(i -> new AnswerBook.Entry("Case " + i, "good", List.of("bad", "worse")))
              .toList());
  private static final String GPT = "gpt-4o-mini";

  private static Simulator start(long seed, Skill skill) {
    Behaviour behaviour = Behaviour.serving("gpt-4o-mini-2024-07-18").withSkill(skill);
    return Simulator.start(
        SimulatorSettings.of(BOOK, SimulatedProvider.openai().with(GPT, behaviour)).withSeed(seed));
  }

  /** The answers to the whole book, in its order. */
  private static List<String> answers(Caller caller) throws Exception {
    List<String> answers = new ArrayList<>();
    for (AnswerBook.Entry entry : BOOK.entries()) {
      answers.add(caller.gpt(GPT, entry.prompt()));
    }
    return answers;
  }

  private static Set<Integer> failed(List<String> answers) {
    return IntStream.range(0, PROMPTS)
        .filter(i -> !answers.get(i).equals("good"))
        .boxed()
        .collect(Collectors.toSet());
  }

  @Test
  void aModelAlwaysFailsTheSamePrompts() throws Exception {
    try (Simulator simulator = start(1, new Skill(0.1, 0, 0));
        Caller caller = new Caller(simulator)) {
      Set<Integer> first = failed(answers(caller));

      assertThat(first).hasSizeBetween(10, 32);
      assertThat(failed(answers(caller))).isEqualTo(first);
    }
  }

  @Test
  void aModelFailsSomePromptsNowAndThen() throws Exception {
    try (Simulator simulator = start(1, new Skill(0, 0.2, 0));
        Caller caller = new Caller(simulator)) {
      Set<Integer> first = failed(answers(caller));
      Set<Integer> second = failed(answers(caller));
      Set<Integer> both = new HashSet<>(first);
      both.addAll(second);

      assertThat(first).hasSizeBetween(8, 34).isNotEqualTo(second);
      assertThat(both).hasSizeBetween(15, 55);
    }
  }

  @Test
  void aModelSlipsOnAnyPrompt() throws Exception {
    try (Simulator simulator = start(1, new Skill(0, 0, 0.05));
        Caller caller = new Caller(simulator)) {
      assertThat(failed(answers(caller))).hasSizeBetween(2, 22);
    }
  }

  @Test
  void driftMakesExactlyTheAffectedPromptsWrong() throws Exception {
    try (Simulator simulator = start(1, Skill.flawless());
        Caller caller = new Caller(simulator)) {
      assertThat(failed(answers(caller))).isEmpty();

      simulator.change("openai", GPT, model -> model.withDrift(new Drift(0.15, 1, 9)));

      Set<Integer> affected =
          simulator.affected("openai", GPT).stream()
              .map(prompt -> Integer.parseInt(prompt.prompt().substring("Case ".length())))
              .collect(Collectors.toSet());
      assertThat(affected).hasSizeBetween(18, 44);
      assertThat(failed(answers(caller))).isEqualTo(affected);

      simulator.change("openai", GPT, Behaviour::withoutDrift);
      assertThat(failed(answers(caller))).isEmpty();
      assertThat(simulator.affected("openai", GPT)).isEmpty();
    }
  }

  @Test
  void driftCanComeWithOrWithoutAnotherRevision() throws Exception {
    Drift drift = new Drift(1, 1, 9);
    Revision changed = new Revision("gpt-4o-mini-2026-11-01", Optional.of("fp_0123456789"));
    try (Simulator simulator = start(1, Skill.flawless());
        Caller caller = new Caller(simulator)) {
      simulator.change("openai", GPT, model -> model.withDrift(drift));
      assertThat(revision(caller)).isEqualTo("gpt-4o-mini-2024-07-18");

      simulator.change("openai", GPT, model -> model.withRevision(changed));
      assertThat(revision(caller)).isEqualTo("gpt-4o-mini-2026-11-01");
    }
  }

  private static String revision(Caller caller) throws Exception {
    return Caller.json(caller.openai(Caller.openaiBody(GPT, "Case 1"))).path("model").stringValue();
  }

  @Test
  void aLargerDriftAddsToTheSamePrompts() {
    Drift small = new Drift(0.05, 1, 9);
    Drift large = new Drift(0.2, 1, 9);
    Drift other = new Drift(0.2, 1, 10);

    assertThat(affectedBy(large)).containsAll(affectedBy(small)).hasSizeGreaterThan(20);
    assertThat(affectedBy(other)).isNotEqualTo(affectedBy(large));
  }

  private static Set<String> affectedBy(Drift drift) {
    return BOOK.entries().stream()
        .map(AnswerBook.Entry::prompt)
        .filter(drift::affects)
        .collect(Collectors.toSet());
  }

  @Test
  void promptsThatNeverWentWellAreNotAmongTheAffected() {
    try (Simulator simulator = start(1, new Skill(0.3, 0.3, 0.1))) {
      simulator.change("openai", GPT, model -> model.withDrift(new Drift(1, 0.5, 9)));

      List<AffectedPrompt> affected = simulator.affected("openai", GPT);

      assertThat(affected).hasSizeBetween(100, 180);
      assertThat(affected)
          .extracting(prompt -> List.of(prompt.failureBefore(), prompt.failureNow()))
          .containsOnly(List.of(0.5, 0.75), List.of(0.1, 0.55));
    }
  }

  @Test
  void theSameSeedAnswersTheSameHoweverTheRequestsInterleave() throws Exception {
    Skill skill = new Skill(0.05, 0.2, 0.1);
    Map<String, List<String>> one = concurrentAnswers(5, skill);
    Map<String, List<String>> again = concurrentAnswers(5, skill);
    Map<String, List<String>> other = concurrentAnswers(6, skill);

    assertThat(again).isEqualTo(one);
    assertThat(other).isNotEqualTo(one);
  }

  /** Three answers to each prompt, sorted, for their order is not told apart. */
  private static Map<String, List<String>> concurrentAnswers(long seed, Skill skill)
      throws Exception {
    try (Simulator simulator = start(seed, skill);
        Caller caller = new Caller(simulator);
        var threads = Executors.newFixedThreadPool(8)) {
      List<String> prompts = new ArrayList<>();
      for (int round = 0; round < 3; round++) {
        BOOK.entries().forEach(entry -> prompts.add(entry.prompt()));
      }
      List<Callable<String>> calls =
          prompts.stream().<Callable<String>>map(prompt -> () -> caller.gpt(GPT, prompt)).toList();
      List<Future<String>> futures = threads.invokeAll(calls);
      Map<String, List<String>> answers = new HashMap<>();
      for (int i = 0; i < prompts.size(); i++) {
        answers.computeIfAbsent(prompts.get(i), _ -> new ArrayList<>()).add(futures.get(i).get());
      }
      answers.values().forEach(Collections::sort);
      return answers;
    }
  }

  @Test
  void refusesSharesThatAreNone() {
    assertThatThrownBy(() -> new Skill(0.7, 0.5, 0)).hasMessageContaining("never + sometimes");
    assertThatThrownBy(() -> new Drift(1.5, 1, 1))
        .hasMessageContaining("share has to be in [0, 1]");
    assertThatThrownBy(() -> new Drift(1, Double.NaN, 1)).hasMessageContaining("probability");
  }
}
