package dev.signalbox.router.catalog;

import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.ResponseFormat;
import dev.signalbox.router.chat.Tool;

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

  /** The vendor's own explanation of how tools are called, where there are any. */
  private static final long TOOLS_TOKENS = 1_024;

  /** What the vendor writes around each tool and each call. */
  private static final long TOOL_FRAME_TOKENS = 64;

  /** A linked document is at most as long as the APIs take. */
  private static final long LINKED_PDF_PAGES = 1_000;

  /** What one web search brings into the prompt; no vendor publishes a bound. */
  private static final long SEARCH_TOKENS = 20_000;

  private PromptBound() {}

  static long tokens(ChatRequest request, Model.Limits limits) {
    long tokens = formatTokens(request.format()) + toolTokens(request);
    if (request.search()) {
      tokens += limits.searches() * SEARCH_TOKENS;
    }
    for (Message message : request.messages()) {
      tokens += FRAME_TOKENS;
      for (Part part : message.parts()) {
        tokens += tokens(part, limits);
      }
    }
    return tokens;
  }

  private static long tokens(Part part, Model.Limits limits) {
    return switch (part) {
      case Part.Text(var text) -> bytes(text);
      case Part.InlineImage _, Part.LinkedImage _ -> limits.imageTokens();
      case Part.InlinePdf(_, var base64) -> pages(base64) * limits.pdfPageTokens();
      case Part.LinkedPdf _ -> LINKED_PDF_PAGES * limits.pdfPageTokens();
      case Part.ToolCall(var id, var name, var arguments) ->
          TOOL_FRAME_TOKENS + bytes(id) + bytes(name) + bytes(arguments);
      case Part.ToolResult result ->
          TOOL_FRAME_TOKENS
              + bytes(result.callId())
              + bytes(result.toolName())
              + bytes(result.content());
      case Part.Reasoning _ -> 0;
      case Part.Bound(_, var data) -> bytes(data.toString());
    };
  }

  /** A page takes some hundred bytes in the leanest file, and no API takes more than a thousand. */
  private static long pages(String base64) {
    return Math.clamp(base64.length() / 256L, 1, LINKED_PDF_PAGES);
  }

  private static long toolTokens(ChatRequest request) {
    if (request.toolUse().isEmpty()) {
      return 0;
    }
    long tokens = TOOLS_TOKENS;
    for (Tool tool : request.toolUse().tools()) {
      tokens +=
          TOOL_FRAME_TOKENS
              + bytes(tool.name())
              + bytes(tool.description())
              + bytes(tool.parameters().toString());
    }
    return tokens;
  }

  private static long formatTokens(ResponseFormat format) {
    return switch (format) {
      case ResponseFormat.FreeText _ -> 0;
      case ResponseFormat.JsonObject _ -> FORMAT_TOKENS;
      case ResponseFormat.JsonSchema(var name, var schema, _) ->
          FORMAT_TOKENS + bytes(name) + bytes(schema.toString());
    };
  }

  private static long bytes(String text) {
    return Utf8.length(text);
  }
}
