package dev.signalbox.router.chat;

import java.util.List;
import java.util.stream.Collectors;

/** One turn of a conversation; never empty. Each role has kinds of parts that only it may hold. */
public record Message(Role role, List<Part> parts) {
  public Message {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a message needs at least one part");
    }
    for (Part part : parts) {
      if (!role.mayHold(part)) {
        throw new IllegalArgumentException(
            "a message of role %s cannot hold %s".formatted(role, part.getClass().getSimpleName()));
      }
    }
  }

  public static Message system(String text) {
    return new Message(Role.SYSTEM, List.of(new Part.Text(text)));
  }

  public static Message user(String text) {
    return new Message(Role.USER, List.of(new Part.Text(text)));
  }

  public static Message assistant(String text) {
    return new Message(Role.ASSISTANT, List.of(new Part.Text(text)));
  }

  /** What came of the tool calls of the assistant's turn before it. */
  public static Message toolResults(Part.ToolResult... results) {
    return new Message(Role.TOOL, List.of(results));
  }

  /** The text parts, joined without a separator. */
  public String text() {
    return parts.stream()
        .filter(Part.Text.class::isInstance)
        .map(part -> ((Part.Text) part).text())
        .collect(Collectors.joining());
  }
}
