package dev.signalbox.router.provider.responses;

import dev.signalbox.router.chat.Citation;
import dev.signalbox.router.chat.Part;
import dev.signalbox.router.provider.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The items of an {@code output}.
 *
 * @param provider whose they are
 */
record ResponsesContent(String provider, JsonNode output) {
  /** Between the parts of a summary, each of which begins with a heading. */
  static final String PARAGRAPH = "\n\n";

  List<Part> parts() {
    return output.valueStream().flatMap(this::parts).toList();
  }

  String text() {
    return contents("output_text")
        .map(part -> Json.text(part.path("text")))
        .collect(Collectors.joining());
  }

  Optional<String> refusal() {
    String refusal =
        contents("refusal")
            .map(part -> Json.text(part.path("refusal")))
            .collect(Collectors.joining());
    return Optional.of(refusal).filter(text -> !text.isEmpty());
  }

  /** What the texts are annotated with, pages and files alike. */
  Stream<Citation> annotations() {
    return contents("output_text")
        .flatMap(part -> part.path("annotations").valueStream())
        .flatMap(annotation -> citation(annotation).stream());
  }

  static Optional<Citation> citation(JsonNode annotation) {
    return switch (Json.text(annotation.path("type"))) {
      case "url_citation" ->
          Json.someText(annotation.path("url"))
              .map(url ->
                  new Citation(
                      Optional.of(url), Json.someText(annotation.path("title")), Optional.empty()));
      case "file_citation" ->
          Json.someText(annotation.path("filename"))
              .map(name -> new Citation(Optional.empty(), Optional.of(name), Optional.empty()));
      default -> Optional.empty();
    };
  }

  /** How many searches were made, by the items that tell of them; looking at a page is free. */
  long searches() {
    return items("web_search_call")
        .map(call -> Json.text(call.path("action").path("type")))
        .filter(action -> action.isEmpty() || action.equals("search"))
        .count();
  }

  private Stream<JsonNode> items(String type) {
    return output.valueStream().filter(item -> isOf(type, item));
  }

  private Stream<JsonNode> contents(String type) {
    return items("message")
        .flatMap(message -> message.path("content").valueStream())
        .filter(part -> isOf(type, part));
  }

  private static boolean isOf(String type, JsonNode node) {
    return Json.text(node.path("type")).equals(type);
  }

  private Stream<Part> parts(JsonNode item) {
    return switch (Json.text(item.path("type"))) {
      case "message" -> texts(item);
      case "function_call" -> Stream.concat(boundField(item, "thought_signature"), call(item));
      case "reasoning" -> reasoning(item);
      // Reasoning that came before a search is only taken back together with it.
      case "web_search_call" -> Stream.of(new Part.Bound(provider, item));
      default -> Stream.empty();
    };
  }

  /** A message's phase tells the model later which of its texts was an aside and which the end. */
  private Stream<Part> texts(JsonNode message) {
    return message
        .path("content")
        .valueStream()
        .filter(part -> isOf("output_text", part))
        .flatMap(part -> Json.someText(part.path("text")).stream())
        .flatMap(
            text -> Stream.concat(boundField(message, "phase"), Stream.of(new Part.Text(text))));
  }

  private Stream<Part> call(JsonNode item) {
    return Stream.of(
        new Part.ToolCall(
            Json.text(item.path("call_id")),
            Json.text(item.path("name")),
            Json.text(item.path("arguments"))));
  }

  /** Reasoning that is not encrypted stayed with the provider, which forgets it. */
  private Stream<Part> reasoning(JsonNode item) {
    String seen =
        Stream.concat(item.path("summary").valueStream(), item.path("content").valueStream())
            .flatMap(part -> Json.someText(part.path("text")).stream())
            .collect(Collectors.joining(PARAGRAPH));
    Stream<Part> visible = seen.isEmpty() ? Stream.empty() : Stream.of(new Part.Reasoning(seen));
    Stream<Part> bound =
        Json.someText(item.path("encrypted_content")).stream()
            .map(_ -> new Part.Bound(provider, item));
    return Stream.concat(visible, bound);
  }

  /** A field that the item after it has to have again. */
  private Stream<Part> boundField(JsonNode item, String name) {
    return Json.someText(item.path(name)).stream()
        .map(value -> new Part.Bound(provider, Json.newObject().put(name, value)));
  }
}
