package dev.signalbox.router.chat;

/** Who speaks in a {@link Message}. */
public enum Role {
  SYSTEM,
  USER,
  ASSISTANT,
  /** The caller's tools, answering the calls of the assistant's turn before. */
  TOOL;

  boolean mayHold(Part part) {
    return switch (part) {
      case Part.Text _ -> this != TOOL;
      // Only a user shows images and documents: no API takes them elsewhere.
      case Part.InlineImage _, Part.LinkedImage _, Part.InlinePdf _, Part.LinkedPdf _ ->
          this == USER;
      case Part.ToolCall _, Part.Reasoning _, Part.Bound _ -> this == ASSISTANT;
      case Part.ToolResult _ -> this == TOOL;
    };
  }
}
