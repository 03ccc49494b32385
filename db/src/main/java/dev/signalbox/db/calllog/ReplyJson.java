package dev.signalbox.db.calllog;

import dev.signalbox.router.chat.Citation;
import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.Reply;
import java.util.List;
import tools.jackson.core.JsonGenerator;

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

  static void write(JsonGenerator json, Reply reply) {
    String text = reply.text();
    boolean hasText = !text.isEmpty();
    json.writeStartObject();
    json.writeStringProperty("text", hasText ? text : reply.refusal().orElse(""));
    List<Part> parts =
        reply.content().stream().filter(part -> !(part instanceof Part.Text)).toList();
    if (!parts.isEmpty()) {
      PartJson.write(json, parts);
    }
    if (!reply.citations().isEmpty()) {
      json.writeArrayPropertyStart("citations");
      reply.citations().forEach(citation -> write(json, citation));
      json.writeEndArray();
    }
    reply
        .refusal()
        .filter(_ -> hasText)
        .ifPresent(words -> json.writeStringProperty("refusal", words));
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Citation citation) {
    json.writeStartObject();
    citation.url().ifPresent(url -> json.writeStringProperty("url", url));
    citation.title().ifPresent(title -> json.writeStringProperty("title", title));
    citation.quote().ifPresent(quote -> json.writeStringProperty("quote", quote));
    json.writeEndObject();
  }
}
