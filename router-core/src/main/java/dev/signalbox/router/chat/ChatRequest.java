package dev.signalbox.router.chat;

import java.util.List;
import java.util.OptionalInt;

/**
 * A conversation to be continued by one answer.
 *
 * @param maxOutputTokens upper bound of the answer in tokens; absent means the target's own
 * @param stop sequences that end the answer; at most four
 */
public record ChatRequest(
    List<Message> messages,
    ResponseFormat format,
    OptionalInt maxOutputTokens,
    Sampling sampling,
    List<String> stop) {
  public ChatRequest {
    messages = List.copyOf(messages);
    stop = List.copyOf(stop);
    if (messages.stream().noneMatch(message -> message.role() == Role.USER)) {
      throw new IllegalArgumentException("a request needs at least one user message");
    }
    if (maxOutputTokens.isPresent() && maxOutputTokens.getAsInt() < 1) {
      throw new IllegalArgumentException("maxOutputTokens must be at least 1");
    }
  }

  /** A request that says only {@code messages}. */
  public static ChatRequest of(Message... messages) {
    return new ChatRequest(
        List.of(messages),
        new ResponseFormat.FreeText(),
        OptionalInt.empty(),
        Sampling.DEFAULT,
        List.of());
  }

  public ChatRequest withFormat(ResponseFormat wanted) {
    return new ChatRequest(messages, wanted, maxOutputTokens, sampling, stop);
  }

  public boolean hasImages() {
    return messages.stream()
        .flatMap(message -> message.parts().stream())
        .anyMatch(part -> part instanceof Part.InlineImage || part instanceof Part.LinkedImage);
  }
}
