package dev.signalbox.simulator.openai;

import dev.signalbox.simulator.wire.Completion;
import dev.signalbox.simulator.wire.Completion.Ending;
import dev.signalbox.simulator.wire.Frame;
import dev.signalbox.simulator.wire.Frame.Place;
import dev.signalbox.simulator.wire.Json;
import dev.signalbox.simulator.wire.Question;
import dev.signalbox.simulator.wire.Stamp;
import dev.signalbox.simulator.wire.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The chunks that tell an answer bit by bit. */
final class ChatStream {
  private final ChatCompletion answer;
  private final List<Frame> frames = new ArrayList<>();

  ChatStream(ChatCompletion answer) {
    this.answer = answer;
  }

  List<Frame> frames() {
    Completion completion = answer.completion();
    boolean refused = completion.ending() == Ending.REFUSED;
    ObjectNode role = Json.object().put("role", "assistant");
    role.put("content", completion.calls().isEmpty() ? "" : null).putNull("refusal");
    chunk(Place.OPENING, role, null);
    for (String piece : completion.pieces()) {
      chunk(Place.CONTENT, Json.object().put("content", piece), null);
    }
    if (refused) {
      for (String piece : Tokens.pieces(Completion.REFUSAL)) {
        chunk(Place.CONTENT, Json.object().put("refusal", piece), null);
      }
    }
    int index = 0;
    for (JsonNode call : answer.calls()) {
      call(index++, (ObjectNode) call);
    }
    chunk(Place.CLOSING, Json.object(), answer.finishReason());
    if (withUsage()) {
      ObjectNode last = chunk();
      last.putArray("choices");
      frames.add(Frame.of(Place.CLOSING, last.set("usage", answer.usage())));
    }
    frames.add(new Frame(Place.TERMINATOR, Optional.empty(), "[DONE]", false));
    return frames;
  }

  private void call(int index, ObjectNode call) {
    String arguments = call.get("function").get("arguments").stringValue();
    ObjectNode begun = Json.object().put("index", index);
    begun.setAll(call.deepCopy());
    ((ObjectNode) begun.get("function")).put("arguments", "");
    chunk(Place.CONTENT, calls(begun), null);
    for (String piece : Tokens.pieces(arguments)) {
      ObjectNode more = Json.object().put("index", index);
      more.putObject("function").put("arguments", piece);
      chunk(Place.CONTENT, calls(more), null);
    }
  }

  private static ObjectNode calls(ObjectNode call) {
    ObjectNode delta = Json.object();
    delta.putArray("tool_calls").add(call);
    return delta;
  }

  private boolean withUsage() {
    return answer.question().delivery() == Question.Delivery.EVENTS_WITH_USAGE;
  }

  private void chunk(Place place, ObjectNode delta, @Nullable String finishReason) {
    ObjectNode chunk = chunk();
    ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
    choice.set("delta", delta);
    if (!answer.reasons()) {
      choice.putNull("logprobs");
    }
    choice.put("finish_reason", finishReason);
    if (withUsage()) {
      chunk.putNull("usage");
    }
    chunk.put("obfuscation", padding());
    frames.add(Frame.of(place, chunk));
  }

  /** It hides how long a piece is from whoever sees the encrypted traffic. */
  private String padding() {
    return answer.stamp().id("", frames.size(), Stamp.ALPHANUMERIC, 1 + frames.size() % 12);
  }

  private ObjectNode chunk() {
    return Json.object()
        .put("id", answer.id())
        .put("object", "chat.completion.chunk")
        .put("created", answer.stamp().at().getEpochSecond())
        .put("model", answer.revision().model())
        .put("service_tier", "default")
        .put("system_fingerprint", answer.revision().fingerprint().orElse(null));
  }
}
