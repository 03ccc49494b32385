package dev.signalbox.router.chat;

/** What one step of a streamed answer adds. */
public sealed interface Piece {

  record Text(String text) implements Piece {}

  record Reasoning(String text) implements Piece {}

  /** The model declines, in words apart from the text. */
  record Refusal(String text) implements Piece {}

  /**
   * A tool call begins.
   *
   * @param index counts the calls of the answer from 0
   * @param id empty when the provider gave none
   */
  record ToolCall(int index, String id, String name) implements Piece {}

  /** More of the JSON text of a call's arguments. */
  record Arguments(int index, String fragment) implements Piece {}

  record Cited(Citation citation) implements Piece {}

  /** Whether it is a part of the answer itself; reasoning only shows that one is coming. */
  default boolean isContent() {
    return switch (this) {
      case Text(String text) -> !text.isEmpty();
      case Refusal _, ToolCall _, Arguments _ -> true;
      case Reasoning _, Cited _ -> false;
    };
  }
}
