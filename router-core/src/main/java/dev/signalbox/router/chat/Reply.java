package dev.signalbox.router.chat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * One provider's answer.
 *
 * @param text the visible text, empty when there is none
 * @param refusal the model's refusal, when the provider states it apart from the text
 * @param citations URLs that the answer rests on, each once, in the order of first mention
 * @param served what the provider says it served
 * @param reportedCost in USD, where the provider itself says what the exchange cost
 */
public record Reply(
    String text,
    Optional<String> refusal,
    List<ToolCall> toolCalls,
    List<String> citations,
    FinishReason finish,
    Usage usage,
    Revision served,
    Optional<BigDecimal> reportedCost) {
  public Reply {
    toolCalls = List.copyOf(toolCalls);
    citations = List.copyOf(citations);
  }

  /** An answer whose provider does not say what it cost. */
  public Reply(
      String text,
      Optional<String> refusal,
      List<ToolCall> toolCalls,
      List<String> citations,
      FinishReason finish,
      Usage usage,
      Revision served) {
    this(text, refusal, toolCalls, citations, finish, usage, served, Optional.empty());
  }

  /**
   * A call the model asks for.
   *
   * @param id empty when the provider gave none
   * @param arguments JSON text as the model wrote it; free text for a tool that takes free text
   */
  public record ToolCall(String id, String name, String arguments) {}
}
