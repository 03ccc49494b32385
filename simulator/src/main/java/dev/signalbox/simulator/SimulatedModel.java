package dev.signalbox.simulator;

import dev.signalbox.simulator.wire.Completion;
import dev.signalbox.simulator.wire.Json;
import dev.signalbox.simulator.wire.Question;
import dev.signalbox.simulator.wire.ToolCall;
import dev.signalbox.simulator.wire.Tools;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

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
    Tools tools = question.tools();
    if (!tools.answered() || tools.forced()) {
      List<ToolCall> calls = entry.map(AnswerBook.Entry::calls).orElse(List.of());
      List<ToolCall> possible = calls.stream().filter(call -> tools.offers(call.name())).toList();
      if (!possible.isEmpty()) {
        return Completion.calling(question, possible);
      }
      if (tools.forced() && !tools.offered().isEmpty()) {
        return Completion.calling(question, List.of(anyCall(tools.offered().getFirst())));
      }
    }
    String text =
        entry.map(known -> known(known, occasion)).orElseGet(() -> GenericAnswer.to(question));
    return Completion.of(question, text);
  }

  /** How fast the answer to this one request comes. */
  Pace pace(Seed occasion) {
    return new Pace(
        behaviour.latency().at(occasion.of("latency").normal()), behaviour.betweenPieces());
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

  private static ToolCall anyCall(Tools.Tool tool) {
    return new ToolCall(
        tool.name(),
        MinimalInstance.of(tool.parameters()) instanceof ObjectNode arguments
            ? arguments
            : Json.object());
  }

  private String known(AnswerBook.Entry entry, Seed occasion) {
    boolean wrong = occasion.of("wrong").share() < failureRate(behaviour, entry.prompt());
    return wrong ? entry.bad().get(occasion.of("which").below(entry.bad().size())) : entry.good();
  }

  private double failureRate(Behaviour at, String prompt) {
    return at.failureRate(seed.of(prompt), prompt);
  }
}
