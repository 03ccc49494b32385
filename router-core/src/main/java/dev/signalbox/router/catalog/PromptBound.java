package dev.signalbox.router.catalog;

import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.ResponseFormat;
import java.nio.charset.StandardCharsets;

/**
 * The most tokens that a prompt can count as.
 *
 * <p>The vendors' tokenizers work on bytes and join them, so that no text has more tokens than
 * bytes of UTF-8. English prose has about a quarter of that, other scripts and digits come closer;
 * no smaller factor is safe for all, and a ceiling that holds only for prose is none. What vendors
 * add around messages and schemas is not published; of recorded exchanges the prompts came to
 * between a sixth and three quarters of this bound, and the words around a schema to about 140
 * tokens.
 */
final class PromptBound {
  /** Role, separators and the start of the answer, for each message. */
  private static final long FRAME_TOKENS = 16;

  /** The vendor's own explanation of the wanted format, where a schema is given. */
  private static final long FORMAT_TOKENS = 512;

  private PromptBound() {}

  static long tokens(ChatRequest request, int imageTokens) {
    long tokens = formatTokens(request.format());
    for (Message message : request.messages()) {
      tokens += FRAME_TOKENS;
      for (Part part : message.parts()) {
        tokens += tokens(part, imageTokens);
      }
    }
    return tokens;
  }

  private static long tokens(Part part, int imageTokens) {
    return switch (part) {
      case Part.Text(var text) -> bytes(text);
      case Part.InlineImage _, Part.LinkedImage _ -> imageTokens;
    };
  }

  private static long formatTokens(ResponseFormat format) {
    return switch (format) {
      case ResponseFormat.FreeText _ -> 0;
      case ResponseFormat.JsonSchema(var name, var schema, _) ->
          FORMAT_TOKENS + bytes(name) + bytes(schema.toString());
    };
  }

  private static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
