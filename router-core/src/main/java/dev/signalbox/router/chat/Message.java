package dev.signalbox.router.chat;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One turn of a conversation; never empty. Only a user shows images: no API takes them elsewhere.
 */
public record Message(Role role, List<Part> parts) {
  public Message {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a message needs at least one part");
    }
    if (role != Role.USER && !parts.stream().allMatch(Part.Text.class::isInstance)) {
      throw new IllegalArgumentException("only a user message can hold images");
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

  /** The text parts, joined without a separator. */
  public String text() {
    return parts.stream()
        .filter(Part.Text.class::isInstance)
        .map(part -> ((Part.Text) part).text())
        .collect(Collectors.joining());
  }
}
