package dev.signalbox.db.view;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * An answer as the call log keeps it, taken apart for reading.
 *
 * @param text as far as the caller saw it; a refusal stands in its place where there is none
 * @param parts reasoning, tool calls and the like, in the model's order
 * @param refusal what the model said against its own text
 */
public record StoredReply(
    String text, List<StoredPart> parts, List<Citation> citations, Optional<String> refusal) {
  public StoredReply {
    parts = List.copyOf(parts);
    citations = List.copyOf(citations);
  }

  /**
   * What the answer rests on.
   *
   * @param url of a page; absent for a document of the caller's own
   */
  public record Citation(Optional<String> url, Optional<String> title, Optional<String> quote) {
    /** Where it can be read, if that is safe to follow: a provider chooses the URL. */
    public Optional<String> link() {
      return url.filter(address -> address.matches("https?://.*"));
    }

    /** The best name there is for it. */
    public String name() {
      return title.or(() -> url).orElse("a document");
    }
  }

  static StoredReply of(JsonNode reply) {
    return new StoredReply(
        reply.path("text").asString(""),
        StoredPart.listOf(reply.path("parts")),
        reply
            .path("citations")
            .valueStream()
            .map(citation ->
                new Citation(
                    text(citation, "url"), text(citation, "title"), text(citation, "quote")))
            .toList(),
        text(reply, "refusal"));
  }

  private static Optional<String> text(JsonNode json, String key) {
    return json.path(key).stringValueOpt();
  }
}
