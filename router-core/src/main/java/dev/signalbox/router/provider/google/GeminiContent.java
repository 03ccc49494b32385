package dev.signalbox.router.provider.google;

import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.Piece;
import dev.signalbox.router.provider.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The parts of an answer while they come. Texts that follow one another are one text, unless one is
 * signed: a signature has to go back with exactly the part it came with. Not thread-safe.
 */
final class GeminiContent {
  /** The signature of a part; alone in an object, it belongs to the part before it. */
  static final String SIGNATURE = "thoughtSignature";

  private final String provider;
  private final List<Part> parts = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private boolean textIsThought;
  private int toolCalls;

  GeminiContent(String provider) {
    this.provider = provider;
  }

  /** Adds a part, and says what is new with it. */
  List<Piece> add(JsonNode part) {
    if (part.path("functionCall").isObject()) {
      return addCall(part);
    }
    if (part.path("text").isString()) {
      return addText(part);
    }
    if (!part.isEmpty()) {
      bind(part); // images, code and its results: not ours to read
    }
    return List.of();
  }

  boolean hasToolCalls() {
    return toolCalls > 0;
  }

  List<Part> parts() {
    List<Part> all = new ArrayList<>(parts);
    if (!text.isEmpty()) {
      all.add(textPart());
    }
    return all;
  }

  private List<Piece> addCall(JsonNode part) {
    JsonNode call = part.path("functionCall");
    String id = Json.text(call.path("id"));
    String name = Json.text(call.path("name"));
    String arguments = call.path("args").isObject() ? call.path("args").toString() : "{}";
    endText();
    parts.add(new Part.ToolCall(id, name, arguments));
    bindSignature(part);
    int index = toolCalls++;
    return List.of(new Piece.ToolCall(index, id, name), new Piece.Arguments(index, arguments));
  }

  private List<Piece> addText(JsonNode part) {
    String more = Json.text(part.path("text"));
    boolean thought = part.path("thought").booleanValue(false);
    boolean signed = part.path(SIGNATURE).isString();
    if (signed || thought != textIsThought) {
      endText();
    }
    text.append(more);
    textIsThought = thought;
    if (signed) {
      endText();
      if (more.isEmpty() || thought) {
        bind(part);
      } else {
        bindSignature(part);
      }
    }
    if (more.isEmpty()) {
      return List.of();
    }
    return List.of(thought ? new Piece.Reasoning(more) : new Piece.Text(more));
  }

  private void endText() {
    if (!text.isEmpty()) {
      parts.add(textPart());
      text.setLength(0);
    }
  }

  private Part textPart() {
    return textIsThought ? new Part.Reasoning(text.toString()) : new Part.Text(text.toString());
  }

  private void bind(JsonNode part) {
    endText();
    parts.add(new Part.Bound(provider, part));
  }

  private void bindSignature(JsonNode part) {
    if (part.path(SIGNATURE).isString()) {
      bind(Json.newObject().set(SIGNATURE, part.path(SIGNATURE)));
    }
  }
}
