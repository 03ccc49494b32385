package dev.signalbox.router.provider.responses;

import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.Piece;
import dev.signalbox.router.chat.Reply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a listener was told of an answer while it came in. Once the whole is known, it shows what is
 * left to tell, and whether what was told was true. Not thread-safe.
 */
final class Told {
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder refusal = new StringBuilder();

  /** By the call's id. */
  private final Map<String, ToldCall> calls = new HashMap<>();

  private record ToldCall(int index, StringBuilder arguments) {}

  List<Piece> text(String fragment) {
    text.append(fragment);
    return List.of(new Piece.Text(fragment));
  }

  List<Piece> refusal(String fragment) {
    refusal.append(fragment);
    return List.of(new Piece.Refusal(fragment));
  }

  /** A fragment of a call's arguments; the first tells of the call too. */
  List<Piece> arguments(String callId, String name, String fragment) {
    List<Piece> pieces = new ArrayList<>();
    ToldCall call =
        calls.computeIfAbsent(
            callId,
            _ -> {
              pieces.add(new Piece.ToolCall(calls.size(), callId, name));
              return new ToldCall(calls.size(), new StringBuilder());
            });
    call.arguments().append(fragment);
    pieces.add(new Piece.Arguments(call.index(), fragment));
    return pieces;
  }

  /**
   * What of {@code whole} was not told yet, all its citations among it; nothing if it contradicts
   * what was.
   */
  Optional<List<Piece>> rest(Reply whole) {
    List<Piece> rest = new ArrayList<>();
    boolean agrees =
        addRest(rest, text, whole.text(), Piece.Text::new)
            && addRest(rest, refusal, whole.refusal().orElse(""), Piece.Refusal::new)
            && addCalls(rest, whole.toolCalls());
    whole.citations().forEach(citation -> rest.add(new Piece.Cited(citation)));
    return agrees ? Optional.of(rest) : Optional.empty();
  }

  private boolean addCalls(List<Piece> rest, List<Part.ToolCall> whole) {
    Map<String, ToldCall> open = new HashMap<>(calls);
    int untold = calls.size();
    for (Part.ToolCall call : whole) {
      ToldCall told = open.remove(call.id());
      if (told == null) {
        rest.add(new Piece.ToolCall(untold, call.id(), call.name()));
        told = new ToldCall(untold++, new StringBuilder());
      }
      int index = told.index();
      if (!addRest(
          rest, told.arguments(), call.arguments(), it -> new Piece.Arguments(index, it))) {
        return false;
      }
    }
    return open.isEmpty();
  }

  private static boolean addRest(
      List<Piece> rest, StringBuilder told, String whole, Function<String, Piece> piece) {
    boolean agrees = whole.startsWith(told.toString());
    if (agrees && whole.length() > told.length()) {
      rest.add(piece.apply(whole.substring(told.length())));
    }
    return agrees;
  }
}
