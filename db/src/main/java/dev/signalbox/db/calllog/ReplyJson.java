package dev.signalbox.db.calllog;

import dev.signalbox.db.column.Json;
import dev.signalbox.router.chat.Citation;
import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.Reply;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer as the call log keeps it:
 *
 * <pre>{@code
 * {"text": "…",
 *  "parts": [{"reasoning": "…"}, {"tool_call": {…}}],
 *  "citations": [{"url": "https://…", "title": "…", "quote": "…"}],
 *  "refusal": "…"}
 * }</pre>
 *
 * <p>What is absent has no key. {@link PartJson} has the parts that are not text, in the model's
 * order. Where there is no text, the refusal stands in its place.
 */
final class ReplyJson {
  private ReplyJson() {}

  static ObjectNode of(Reply reply) {
    boolean hasText = !reply.text().isEmpty();
    ObjectNode json =
        Json.object().put("text", hasText ? reply.text() : reply.refusal().orElse(""));
    List<Part> parts =
        reply.content().stream().filter(part -> !(part instanceof Part.Text)).toList();
    if (!parts.isEmpty()) {
      PartJson.put(json.putArray("parts"), parts);
    }
    if (!reply.citations().isEmpty()) {
      ArrayNode citations = json.putArray("citations");
      reply.citations().forEach(citation -> put(citations.addObject(), citation));
    }
    reply.refusal().filter(_ -> hasText).ifPresent(words -> json.put("refusal", words));
    return json;
  }

  private static void put(ObjectNode json, Citation citation) {
    citation.url().ifPresent(url -> json.put("url", url));
    citation.title().ifPresent(title -> json.put("title", title));
    citation.quote().ifPresent(quote -> json.put("quote", quote));
  }
}
