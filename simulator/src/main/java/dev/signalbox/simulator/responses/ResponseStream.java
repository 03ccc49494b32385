package dev.signalbox.simulator.responses;

import dev.signalbox.simulator.wire.Frame;
import dev.signalbox.simulator.wire.Frame.Place;
import dev.signalbox.simulator.wire.Json;
import dev.signalbox.simulator.wire.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The events that tell a whole response bit by bit. */
public final class ResponseStream {
  private final Style style;
  private final List<Frame> frames = new ArrayList<>();

  /** Whose events they are. */
  public enum Style {
    /** Events carry their name beside the data, and the parts of an item are announced. */
    OPENAI,
    /** Events have data alone, and tell of the search that went before. */
    PERPLEXITY
  }

  private ResponseStream(Style style) {
    this.style = style;
  }

  /** The events of a response; the last tells it whole again. */
  public static List<Frame> of(ObjectNode response, Style style) {
    ResponseStream stream = new ResponseStream(style);
    ObjectNode begun = begun(response);
    stream.add(Place.OPENING, "response.created", Json.object().set("response", begun));
    stream.add(Place.OPENING, "response.in_progress", Json.object().set("response", begun));
    int index = 0;
    for (JsonNode item : response.get("output")) {
      stream.item(index++, (ObjectNode) item);
    }
    stream.add(
        Place.TERMINATOR,
        "response." + response.get("status").stringValue(),
        Json.object().set("response", response));
    return stream.frames;
  }

  private static ObjectNode begun(ObjectNode response) {
    ObjectNode begun = response.deepCopy();
    begun.put("status", "in_progress").set("output", Json.array());
    for (String later : List.of("usage", "completed_at", "incomplete_details")) {
      if (begun.has(later)) {
        begun.putNull(later);
      }
    }
    return begun;
  }

  private void item(int index, ObjectNode item) {
    switch (item.get("type").stringValue()) {
      case "message" -> message(index, item);
      case "function_call" -> call(index, item);
      case "reasoning" -> reasoning(index, item);
      case "search_results" -> search(index, item);
      default -> added(index, item);
    }
    add(
        place(),
        "response.output_item.done",
        Json.object().put("output_index", index).set("item", item));
  }

  private void added(int index, ObjectNode item) {
    add(
        place(),
        "response.output_item.added",
        Json.object().put("output_index", index).set("item", item));
  }

  private void message(int index, ObjectNode item) {
    ObjectNode begun = item.deepCopy().put("status", "in_progress");
    begun.set("content", style == Style.OPENAI ? Json.array() : begun.nullNode());
    added(index, begun);
    ObjectNode part = (ObjectNode) item.get("content").get(0);
    boolean refusal = part.get("type").stringValue().equals("refusal");
    String field = refusal ? "refusal" : "text";
    String event = refusal ? "response.refusal" : "response.output_text";
    ObjectNode empty = part.deepCopy().put(field, "");
    if (style == Style.OPENAI) {
      add(place(), "response.content_part.added", part(index, item).set("part", empty));
    }
    for (String piece : Tokens.pieces(part.get(field).stringValue())) {
      add(
          Place.CONTENT,
          event + ".delta",
          withLogprobs(part(index, item).put("delta", piece), part));
    }
    add(
        Place.CLOSING,
        event + ".done",
        withLogprobs(part(index, item).set(field, part.get(field)), part));
    if (style == Style.OPENAI) {
      add(Place.CLOSING, "response.content_part.done", part(index, item).set("part", part));
    }
  }

  private static ObjectNode withLogprobs(ObjectNode event, ObjectNode part) {
    if (part.has("logprobs")) {
      event.putArray("logprobs");
    }
    return event;
  }

  private void call(int index, ObjectNode item) {
    added(index, item.deepCopy().put("status", "in_progress").put("arguments", ""));
    String arguments = item.get("arguments").stringValue();
    for (String piece : Tokens.pieces(arguments)) {
      add(
          Place.CONTENT,
          "response.function_call_arguments.delta",
          of(index, item).put("delta", piece));
    }
    add(
        Place.CLOSING,
        "response.function_call_arguments.done",
        of(index, item).put("arguments", arguments));
  }

  private void reasoning(int index, ObjectNode item) {
    ObjectNode begun = item.deepCopy();
    begun.set("summary", Json.array());
    added(index, begun);
    int summary = 0;
    for (JsonNode part : item.get("summary")) {
      int number = summary++;
      add(
          place(),
          "response.reasoning_summary_part.added",
          summary(index, item, number).set("part", ((ObjectNode) part).deepCopy().put("text", "")));
      for (String piece : Tokens.pieces(part.get("text").stringValue())) {
        add(
            Place.CONTENT,
            "response.reasoning_summary_text.delta",
            summary(index, item, number).put("delta", piece));
      }
      add(
          Place.CLOSING,
          "response.reasoning_summary_text.done",
          summary(index, item, number).set("text", part.get("text")));
      add(
          Place.CLOSING,
          "response.reasoning_summary_part.done",
          summary(index, item, number).set("part", part));
    }
  }

  /** It shows as a call of a tool that the provider runs itself. */
  private void search(int index, ObjectNode item) {
    ObjectNode call = Json.object().put("id", "fc_search").put("type", "function_call");
    call.put("call_id", "call_search").put("name", "search_web").put("status", "completed");
    ObjectNode arguments = Json.object();
    arguments.set("queries", item.get("queries"));
    added(index, call.put("arguments", Json.write(arguments)));
    ObjectNode queries = Json.object().put("call_id", "call_search");
    queries.put("thought", "Searching the web...").set("queries", item.get("queries"));
    add(place(), "response.reasoning.search_queries", queries);
    ObjectNode results = Json.object().put("call_id", "call_search");
    results.set("results", item.get("results"));
    add(place(), "response.reasoning.search_results", results);
  }

  private static ObjectNode of(int index, ObjectNode item) {
    return Json.object().put("output_index", index).set("item_id", item.get("id"));
  }

  private static ObjectNode part(int index, ObjectNode item) {
    return of(index, item).put("content_index", 0);
  }

  private static ObjectNode summary(int index, ObjectNode item, int number) {
    return of(index, item).put("summary_index", number);
  }

  /** Until something was said, an event that begins a part is still of the opening. */
  private Place place() {
    boolean silent = frames.stream().noneMatch(frame -> frame.place() == Place.CONTENT);
    return silent ? Place.OPENING : Place.CLOSING;
  }

  private void add(Place place, String type, ObjectNode data) {
    ObjectNode typed = Json.object().put("type", type);
    typed.setAll(data);
    typed.put("sequence_number", frames.size());
    frames.add(
        new Frame(
            place,
            style == Style.OPENAI ? Optional.of(type) : Optional.empty(),
            Json.write(typed),
            false));
  }
}
