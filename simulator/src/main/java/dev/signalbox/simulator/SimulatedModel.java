package dev.signalbox.simulator;

import dev.signalbox.simulator.wire.Completion;
import dev.signalbox.simulator.wire.Question;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A model at one moment. Pure.
 *
 * @param seed of provider and model
 */
record SimulatedModel(Behaviour behaviour, AnswerBook book, Seed seed) {

  /**
   * @param occasion of this one request
   */
  Completion complete(Question question, Seed occasion) {
    Optional<AnswerBook.Entry> entry = book.find(question.prompt());
    String text =
        entry.map(known -> known(known, occasion)).orElseGet(() -> GenericAnswer.to(question));
    return Completion.of(question, text);
  }

  Duration latency(Seed occasion) {
    return behaviour.latency().at(occasion.of("latency").normal());
  }

  /**
   * The prompts of the book that drift makes worse; those that never went well are not among them.
   */
  List<AffectedPrompt> affected() {
    Behaviour before = behaviour.withoutDrift();
    return book.entries().stream()
        .map(entry ->
            new AffectedPrompt(
                entry.prompt(),
                failureRate(before, entry.prompt()),
                failureRate(behaviour, entry.prompt())))
        .filter(prompt -> prompt.failureNow() > prompt.failureBefore())
        .toList();
  }

  private String known(AnswerBook.Entry entry, Seed occasion) {
    boolean wrong = occasion.of("wrong").share() < failureRate(behaviour, entry.prompt());
    return wrong ? entry.bad().get(occasion.of("which").below(entry.bad().size())) : entry.good();
  }

  private double failureRate(Behaviour at, String prompt) {
    return at.failureRate(seed.of(prompt), prompt);
  }
}
