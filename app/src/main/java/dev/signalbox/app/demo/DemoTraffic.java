package dev.signalbox.app.demo;

import dev.signalbox.eval.golden.GoldenSuite;
import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.ResponseFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the demo's application asks, as an OpenAI client would write it. */
final class DemoTraffic {
  private static final JsonMapper JSON = JsonMapper.shared();

  /** Customers' messages with what a good summary says. */
  static final List<Summary> SUMMARIES =
      List.of(
          new Summary(
              "My parcel was due on Monday, the tracking has not moved since, and nobody picks up.",
              "The parcel is late and its tracking stands still. The customer cannot reach support."),
          new Summary(
              "You charged me twice for October. I want one of the two back and a receipt.",
              "The customer was charged twice for October. They want a refund and a receipt."),
          new Summary(
              "Since the update the app closes whenever I open the calendar on my tablet.",
              "The app crashes when the calendar is opened. It began with the last update."),
          new Summary(
              "Please move our contract to the yearly plan from January and tell me the price.",
              "The customer wants the yearly plan from January. They ask for the price."),
          new Summary(
              "The chair arrived with a broken leg; I can send a photo. A new leg would do.",
              "The chair came with a broken leg. The customer asks for a replacement leg."));

  /** One message and its summary. */
  record Summary(String message, String good) {}

  private DemoTraffic() {}

  /** Request bodies in the order in which they are sent: three extractions, then a summary. */
  static List<String> bodies(GoldenSuite suite) {
    List<String> bodies = new ArrayList<>();
    for (int i = 0; i < suite.cases().size(); i++) {
      bodies.add(body(suite.task(), suite.cases().get(i).request()));
      if (i % 3 == 2) {
        String message = SUMMARIES.get(i / 3 % SUMMARIES.size()).message();
        bodies.add(body("summary", ChatRequest.of(Message.user(message))));
      }
    }
    return bodies;
  }

  private static String body(String task, ChatRequest request) {
    ObjectNode body = JSON.createObjectNode();
    body.put("model", "task/" + task);
    ArrayNode messages = body.putArray("messages");
    for (Message message : request.messages()) {
      messages
          .addObject()
          .put("role", message.role().name().toLowerCase(Locale.ROOT))
          .put("content", message.text());
    }
    if (request.format() instanceof ResponseFormat.JsonSchema(var name, var schema, var strict)) {
      ObjectNode format = body.putObject("response_format").put("type", "json_schema");
      format.putObject("json_schema").put("name", name).put("strict", strict).set("schema", schema);
    }
    return body.toString();
  }
}
