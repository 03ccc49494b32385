package dev.signalbox.eval.golden;

import dev.signalbox.router.chat.ChatRequest;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * One prompt with what a good answer must satisfy.
 *
 * @param id unique in its suite, chosen by its author
 * @param hash SHA-256, in hex, of everything that decides the case's difficulty: request and
 *     expectation. A baseline hangs on this and not on the id.
 * @param expected what the graders compare with
 * @param critical whether a promotion may never newly fail it
 */
public record GoldenCase(
    String id,
    String hash,
    ChatRequest request,
    JsonNode expected,
    boolean critical,
    Set<String> tags) {
  public GoldenCase {
    tags = Set.copyOf(tags);
  }

  /** A case with its hash worked out. */
  public static GoldenCase of(
      String id, ChatRequest request, JsonNode expected, boolean critical, Set<String> tags) {
    return new GoldenCase(id, ContentHash.of(request, expected), request, expected, critical, tags);
  }
}
