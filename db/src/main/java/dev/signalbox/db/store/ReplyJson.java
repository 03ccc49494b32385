package dev.signalbox.db.store;

import dev.signalbox.router.chat.Citation;
import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.Reply;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an answer holds beside the text that the caller saw, as the call log keeps it:
 *
 * <pre>{@code
 * {"parts": [{"reasoning": "…"}, {"tool_call": {…}}],
 *  "citations": [{"url": "https://…", "title": "…", "quote": "…"}],
 *  "refusal": "…"}
 * }</pre>
 *
 * <p>What is absent has no key. {@link PartJson} has the parts, which are in the model's order.
 */
final class ReplyJson {
  private ReplyJson() {}

  /** Nothing for an answer that is all text. */
  static Optional<String> of(Reply reply) {
    ObjectNode json = Json.object();
    List<Part> parts =
        reply.content().stream().filter(part -> !(part instanceof Part.Text)).toList();
    if (!parts.isEmpty()) {
      PartJson.put(json.putArray("parts"), parts);
    }
    if (!reply.citations().isEmpty()) {
      ArrayNode citations = json.putArray("citations");
      reply.citations().forEach(citation -> put(citations.addObject(), citation));
    }
    // Without a text the refusal stands in its place.
    reply
        .refusal()
        .filter(_ -> !reply.text().isEmpty())
        .ifPresent(words -> json.put("refusal", words));
    return json.isEmpty() ? Optional.empty() : Optional.of(Json.text(json));
  }

  private static void put(ObjectNode json, Citation citation) {
    citation.url().ifPresent(url -> json.put("url", url));
    citation.title().ifPresent(title -> json.put("title", title));
    citation.quote().ifPresent(quote -> json.put("quote", quote));
  }
}
