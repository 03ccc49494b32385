package dev.signalbox.router.provider.openai;

import dev.signalbox.router.chat.Piece;
import dev.signalbox.router.provider.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The tool calls of a streamed answer, put together from their fragments. OpenAI tells by an index
 * to which call a fragment belongs; others begin to count at 1, leave the index or the id out, give
 * all calls the same index, or say id and name again in each fragment. Not thread-safe.
 */
final class StreamedCalls {
  private final List<Call> calls = new ArrayList<>();
  private final Map<OptionalInt, Call> latestByIndex = new HashMap<>();

  /** Takes the next fragment and says what it adds. */
  List<Piece> add(JsonNode fragment) {
    JsonNode index = fragment.path("index");
    OptionalInt told = index.isInt() ? OptionalInt.of(index.intValue()) : OptionalInt.empty();
    String id = Json.text(fragment.path("id"));
    String name = OpenAiChatMessage.name(fragment);
    Call call =
        begun(told, id, name).orElseGet(() -> begin(told, OpenAiChatMessage.isCustom(fragment)));
    return call.add(id, name, OpenAiChatMessage.arguments(fragment));
  }

  /** The calls as they would have come whole. */
  ArrayNode json() {
    ArrayNode whole = Json.newObject().putArray("tool_calls");
    calls.forEach(call -> whole.add(call.json()));
    return whole;
  }

  /** The call that a fragment continues: the latest that it may belong to. */
  private Optional<Call> begun(OptionalInt index, String id, String name) {
    Optional<Call> latest =
        index.isPresent()
            ? Optional.ofNullable(latestByIndex.get(index))
            : calls.reversed().stream().findFirst();
    return latest
        .filter(call -> call.mayBe(id))
        .filter(call -> index.isPresent() || !id.isEmpty() || name.isEmpty());
  }

  private Call begin(OptionalInt index, boolean custom) {
    Call call = new Call(calls.size(), custom);
    calls.add(call);
    latestByIndex.put(index, call);
    return call;
  }

  /** One call. */
  private static final class Call {
    private final int place;
    private final boolean custom;
    private final StringBuilder arguments = new StringBuilder();
    private String id = "";
    private String name = "";

    /** Up to where the arguments were told; they are not before the name is known. */
    private int toldLength;

    Call(int place, boolean custom) {
      this.place = place;
      this.custom = custom;
    }

    boolean mayBe(String otherId) {
      return otherId.isEmpty() || id.isEmpty() || id.equals(otherId);
    }

    List<Piece> add(String moreId, String moreName, String moreArguments) {
      List<Piece> pieces = new ArrayList<>();
      id = id.isEmpty() ? moreId : id;
      arguments.append(moreArguments);
      if (name.isEmpty() && !moreName.isEmpty()) {
        name = moreName;
        pieces.add(new Piece.ToolCall(place, id, name));
      }
      if (!name.isEmpty() && toldLength < arguments.length()) {
        pieces.add(new Piece.Arguments(place, arguments.substring(toldLength)));
        toldLength = arguments.length();
      }
      return pieces;
    }

    ObjectNode json() {
      ObjectNode call = Json.newObject().put("id", id);
      call.putObject(custom ? "custom" : "function")
          .put("name", name)
          .put(custom ? "input" : "arguments", arguments.toString());
      return call;
    }
  }
}
