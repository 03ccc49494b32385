package dev.signalbox.simulator.wire;

import java.util.Optional;

/**
 * What a model said, as far as it was let.
 *
 * @param stopSequence the one that ended it
 * @param outputTokens reasoning included
 */
public record Completion(
    String text, Ending ending, Optional<String> stopSequence, int outputTokens) {

  /** Why it ended. */
  public enum Ending {
    DONE,
    STOP_SEQUENCE,
    OUT_OF_TOKENS
  }

  /** Ends {@code text} at the first stop sequence, then at the token limit. */
  public static Completion of(Question question, String text) {
    Optional<String> stop =
        question.stopSequences().stream()
            .filter(text::contains)
            .min((one, other) -> Integer.compare(text.indexOf(one), text.indexOf(other)));
    String said = stop.map(sequence -> text.substring(0, text.indexOf(sequence))).orElse(text);
    int left = Math.max(0, question.maxTokens() - question.reasoningTokens());
    String cut = Tokens.first(left, said);
    if (cut.length() < said.length()) {
      return new Completion(cut, Ending.OUT_OF_TOKENS, Optional.empty(), question.maxTokens());
    }
    return new Completion(
        said,
        stop.isPresent() ? Ending.STOP_SEQUENCE : Ending.DONE,
        stop,
        question.reasoningTokens() + Math.max(1, Tokens.count(said)));
  }

  /** A model that ended its turn without a word, which real ones do now and then. */
  public static Completion empty() {
    return new Completion("", Ending.DONE, Optional.empty(), 1);
  }
}
