package dev.signalbox.router.chat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One provider's answer.
 *
 * @param content text, reasoning, tool calls and what only its provider can read, in the order in
 *     which the model gave them; what {@link #message} sends back in the next turn
 * @param refusal the model's refusal, when the provider states it apart from the text
 * @param citations what the answer rests on, each URL once, in the order of first mention
 * @param served what the provider says it served
 * @param reportedCost in USD, where the provider itself says what the exchange cost
 */
public record Reply(
    List<Part> content,
    Optional<String> refusal,
    List<Citation> citations,
    FinishReason finish,
    Usage usage,
    Revision served,
    Optional<BigDecimal> reportedCost) {
  public Reply {
    content = List.copyOf(content);
    citations = List.copyOf(citations);
  }

  /** An answer that is whole and nothing but text. */
  public static Reply of(String text, Usage usage, Revision served) {
    return new Reply(
        text.isEmpty() ? List.of() : List.of(new Part.Text(text)),
        Optional.empty(),
        List.of(),
        FinishReason.DONE,
        usage,
        served,
        Optional.empty());
  }

  /** The visible text, empty when there is none. */
  public String text() {
    if (content.size() == 1 && content.getFirst() instanceof Part.Text(String only)) {
      return only; // of long answers, which most are, nothing has to be copied
    }
    return parts(Part.Text.class).map(Part.Text::text).collect(Collectors.joining());
  }

  /** What may be seen of the reasoning, empty when there is nothing. */
  public String reasoning() {
    return parts(Part.Reasoning.class).map(Part.Reasoning::text).collect(Collectors.joining());
  }

  public List<Part.ToolCall> toolCalls() {
    return parts(Part.ToolCall.class).toList();
  }

  /** The URLs among the citations. */
  public List<String> citedUrls() {
    return citations.stream().flatMap(citation -> citation.url().stream()).distinct().toList();
  }

  /**
   * The assistant's turn with which a conversation goes on after this answer; empty when nothing
   * was said.
   */
  public Optional<Message> message() {
    List<Part> parts = new ArrayList<>(content);
    refusal.filter(said -> text().isEmpty()).ifPresent(said -> parts.add(new Part.Text(said)));
    return parts.isEmpty() ? Optional.empty() : Optional.of(new Message(Role.ASSISTANT, parts));
  }

  /** The same answer at another end. */
  public Reply withFinish(FinishReason other) {
    return new Reply(content, refusal, citations, other, usage, served, reportedCost);
  }

  private <P extends Part> Stream<P> parts(Class<P> kind) {
    return content.stream().filter(kind::isInstance).map(kind::cast);
  }
}
