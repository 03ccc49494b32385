package dev.signalbox.router.provider;

import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.Piece;
import dev.signalbox.router.chat.Reply;
import java.util.ArrayList;
import java.util.List;

/** Pieces of an answer that came whole, for whoever expects them one by one. */
public final class Pieces {
  private Pieces() {}

  public static List<Piece> of(Reply reply) {
    List<Piece> pieces = new ArrayList<>();
    int calls = 0;
    for (Part part : reply.content()) {
      switch (part) {
        case Part.Text(String text) -> pieces.add(new Piece.Text(text));
        case Part.Reasoning(String text) -> pieces.add(new Piece.Reasoning(text));
        case Part.ToolCall(String id, String name, String arguments) -> {
          pieces.add(new Piece.ToolCall(calls, id, name));
          pieces.add(new Piece.Arguments(calls, arguments));
          calls++;
        }
        default -> {} // what a listener cannot be shown, or an answer does not hold
      }
    }
    reply.refusal().ifPresent(refusal -> pieces.add(new Piece.Refusal(refusal)));
    reply.citations().forEach(citation -> pieces.add(new Piece.Cited(citation)));
    return pieces;
  }
}
