package dev.signalbox.router.chat;

import java.util.List;
import java.util.Optional;

/**
 * One provider's answer.
 *
 * @param text the visible text, empty when there is none
 * @param refusal the model's refusal, when the provider states it apart from the text
 * @param served what the provider says it served
 */
public record Reply(
    String text,
    Optional<String> refusal,
    List<ToolCall> toolCalls,
    List<String> citations,
    FinishReason finish,
    Usage usage,
    Revision served) {
  public Reply {
    toolCalls = List.copyOf(toolCalls);
    citations = List.copyOf(citations);
  }

  /** A call the model asks for; {@code arguments} is JSON text as the model wrote it. */
  public record ToolCall(String id, String name, String arguments) {}
}
