package dev.signalbox.simulator.wire;

import java.util.List;
import java.util.Optional;

/**
 * What a model said, as far as it was let.
 *
 * @param thoughts empty when they are not shown
 * @param stopSequence the one that ended it
 * @param outputTokens reasoning included
 */
public record Completion(
    String thoughts,
    String text,
    List<ToolCall> calls,
    Ending ending,
    Optional<String> stopSequence,
    int outputTokens) {
  /** What a model says that will not do what it is asked. */
  public static final String REFUSAL = "I'm sorry, but I can't help with that.";

  public Completion {
    calls = List.copyOf(calls);
  }

  /** Why it ended. */
  public enum Ending {
    DONE,
    STOP_SEQUENCE,
    OUT_OF_TOKENS,
    TOOL_CALLS,
    /** The model would not. */
    REFUSED,
    /** The provider's filter struck; when nothing was said, at the prompt. */
    FILTERED,
    /** A reason that no client has heard of. */
    UNKNOWN
  }

  /** Ends {@code text} at the first stop sequence, then at the token limit. */
  public static Completion of(Question question, String text) {
    Optional<String> stop =
        question.stopSequences().stream()
            .filter(text::contains)
            .min((one, other) -> Integer.compare(text.indexOf(one), text.indexOf(other)));
    String said = stop.map(sequence -> text.substring(0, text.indexOf(sequence))).orElse(text);
    int thought = question.thinking().tokens();
    int left = Math.max(0, question.maxTokens() - thought);
    String cut = Tokens.first(left, said);
    if (cut.length() < said.length()) {
      return new Completion(
          thoughts(question),
          cut,
          List.of(),
          Ending.OUT_OF_TOKENS,
          Optional.empty(),
          question.maxTokens());
    }
    return new Completion(
        thoughts(question),
        said,
        List.of(),
        stop.isPresent() ? Ending.STOP_SEQUENCE : Ending.DONE,
        stop,
        thought + Math.max(1, Tokens.count(said)));
  }

  /** A turn that ends with tool calls. */
  public static Completion calling(Question question, List<ToolCall> calls) {
    int tokens =
        calls.stream().mapToInt(call -> 20 + Tokens.count(Json.write(call.arguments()))).sum();
    return new Completion(
        thoughts(question),
        "",
        calls,
        Ending.TOOL_CALLS,
        Optional.empty(),
        question.thinking().tokens() + tokens);
  }

  /** A model that ended its turn without a word, which real ones do now and then. */
  public static Completion empty() {
    return new Completion("", "", List.of(), Ending.DONE, Optional.empty(), 1);
  }

  /** The same, ended for another reason after so many pieces of its text. */
  public Completion endedBy(Ending other, int afterPieces) {
    String said = String.join("", pieces().stream().limit(afterPieces).toList());
    return new Completion(
        thoughts, said, List.of(), other, Optional.empty(), Math.max(1, Tokens.count(said)));
  }

  /** The text as it is streamed. */
  public List<String> pieces() {
    return Tokens.pieces(text);
  }

  private static String thoughts(Question question) {
    return question.thinking().shown()
        ? "They want an answer to: \"%s\". I know it and can say it in one go."
            .formatted(Tokens.first(12, question.prompt()))
        : "";
  }
}
