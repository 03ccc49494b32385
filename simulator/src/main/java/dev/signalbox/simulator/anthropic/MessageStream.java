package dev.signalbox.simulator.anthropic;

import dev.signalbox.simulator.wire.Frame;
import dev.signalbox.simulator.wire.Frame.Place;
import dev.signalbox.simulator.wire.Json;
import dev.signalbox.simulator.wire.Tokens;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The events that tell a whole answer bit by bit. */
final class MessageStream {
  private final List<Frame> frames = new ArrayList<>();

  private MessageStream() {}

  static List<Frame> of(ObjectNode message) {
    MessageStream stream = new MessageStream();
    stream.start(message);
    int index = 0;
    for (JsonNode block : message.get("content")) {
      stream.block(index++, block);
    }
    stream.end(message);
    return stream.frames;
  }

  private void start(ObjectNode message) {
    ObjectNode begun = message.deepCopy();
    begun.set("content", Json.array());
    begun.putNull("stop_reason").putNull("stop_sequence").putNull("stop_details");
    ((ObjectNode) begun.get("usage")).put("output_tokens", 1);
    add(Place.OPENING, "message_start", Json.object().set("message", begun));
    add(Place.OPENING, "ping", Json.object());
  }

  private void block(int index, JsonNode block) {
    ObjectNode begun = ((ObjectNode) block).deepCopy();
    switch (block.get("type").stringValue()) {
      case "thinking" -> {
        begun.put("thinking", "").put("signature", "");
        start(index, begun);
        for (String piece : Tokens.pieces(block.get("thinking").stringValue())) {
          delta(index, Json.object().put("type", "thinking_delta").put("thinking", piece));
        }
        ObjectNode signature = Json.object().put("type", "signature_delta");
        add(
            Place.CLOSING,
            "content_block_delta",
            indexed(index).set("delta", signature.set("signature", block.get("signature"))));
      }
      case "tool_use" -> {
        start(index, begun.set("input", Json.object()));
        partialJson(index, "");
        String input = block.get("input").isEmpty() ? "" : Json.write(block.get("input"));
        Tokens.pieces(input).forEach(piece -> partialJson(index, piece));
      }
      default -> {
        start(index, begun.put("text", ""));
        for (String piece : Tokens.pieces(block.get("text").stringValue())) {
          delta(index, Json.object().put("type", "text_delta").put("text", piece));
        }
      }
    }
    add(Place.CLOSING, "content_block_stop", indexed(index));
  }

  private void start(int index, JsonNode block) {
    // Until something was said, an event that opens a block is still part of the opening.
    boolean silent = frames.stream().noneMatch(frame -> frame.place() == Place.CONTENT);
    add(
        silent ? Place.OPENING : Place.CLOSING,
        "content_block_start",
        indexed(index).set("content_block", block));
  }

  private void partialJson(int index, String piece) {
    delta(index, Json.object().put("type", "input_json_delta").put("partial_json", piece));
  }

  private void delta(int index, ObjectNode delta) {
    add(Place.CONTENT, "content_block_delta", indexed(index).set("delta", delta));
  }

  private void end(ObjectNode message) {
    ObjectNode delta = Json.object();
    for (String field : List.of("stop_reason", "stop_sequence", "stop_details")) {
      delta.set(field, message.get(field));
    }
    ObjectNode usage = Json.object();
    for (String field :
        List.of(
            "input_tokens",
            "cache_creation_input_tokens",
            "cache_read_input_tokens",
            "output_tokens")) {
      usage.set(field, message.get("usage").get(field));
    }
    add(Place.CLOSING, "message_delta", Json.object().set("delta", delta).set("usage", usage));
    add(Place.TERMINATOR, "message_stop", Json.object());
  }

  private static ObjectNode indexed(int index) {
    return Json.object().put("index", index);
  }

  private void add(Place place, String event, JsonNode data) {
    ObjectNode typed = Json.object().put("type", event);
    typed.setAll((ObjectNode) data);
    frames.add(Frame.of(place, event, typed));
  }
}
