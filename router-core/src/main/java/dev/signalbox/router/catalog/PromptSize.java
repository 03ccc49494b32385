package dev.signalbox.router.catalog;

import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.ResponseFormat;
import dev.signalbox.router.chat.Tool;

/**
 * How long a prompt is, for models that count it differently.
 *
 * <p>The vendors' tokenizers work on bytes and join them, so that no text has more tokens than
 * bytes of UTF-8. English prose has about a quarter of that, other scripts and digits come closer;
 * no smaller factor is safe for all, and a ceiling that holds only for prose is none. What vendors
 * add around messages and schemas is not published; of recorded exchanges the prompts came to
 * between a sixth and three quarters of this bound, and the words around a schema to about 140
 * tokens.
 *
 * @param textTokens the most tokens that all but images and documents can count as
 * @param textBytes the UTF-8 of the messages alone
 * @param images how many there are
 * @param pdfPages the most pages that the documents can have
 * @param searched whether the results of web searches come into the prompt as well
 */
public record PromptSize(
    long textTokens, long textBytes, long images, long pdfPages, boolean searched) {
  /** Role, separators and the start of the answer, for each message. */
  private static final long FRAME_TOKENS = 16;

  /** The vendor's own explanation of the wanted format, where a schema is given. */
  private static final long FORMAT_TOKENS = 512;

  /** The vendor's own explanation of how tools are called, where there are any. */
  private static final long TOOLS_TOKENS = 1_024;

  /** What the vendor writes around each tool and each call. */
  private static final long TOOL_FRAME_TOKENS = 64;

  /** A linked document is at most as long as the APIs take. */
  private static final long MOST_PDF_PAGES = 1_000;

  /** A page takes some hundred bytes in the leanest file, and more in Base64. */
  private static final long BASE64_OF_A_PAGE = 256;

  /** In recorded exchanges a search brought up to 11,642 tokens, and ten of them 494,549. */
  private static final long TOKENS_OF_A_SEARCH = 15_000;

  /** No prose of any language comes to fewer tokens than an eighth of its bytes. */
  private static final long MOST_BYTES_A_TOKEN = 8;

  public static PromptSize of(ChatRequest request) {
    long tokens = formatTokens(request.format()) + toolTokens(request);
    long textBytes = 0;
    long images = 0;
    long pages = 0;
    for (Message message : request.messages()) {
      tokens += FRAME_TOKENS;
      for (Part part : message.parts()) {
        switch (part) {
          case Part.Text(var text) -> textBytes += bytes(text);
          case Part.InlineImage _, Part.LinkedImage _ -> images++;
          case Part.InlinePdf(_, var base64) -> pages += pages(base64);
          case Part.LinkedPdf _ -> pages += MOST_PDF_PAGES;
          case Part.ToolCall(var id, var name, var arguments) ->
              tokens += TOOL_FRAME_TOKENS + bytes(id) + bytes(name) + bytes(arguments);
          case Part.ToolResult(var id, var name, var content, _) ->
              tokens += TOOL_FRAME_TOKENS + bytes(id) + bytes(name) + bytes(content);
          case Part.Reasoning _ -> {} // is not sent
          case Part.Bound(_, var data) -> tokens += bytes(data.toString());
        }
      }
    }
    return new PromptSize(tokens + textBytes, textBytes, images, pages, request.search());
  }

  /** The most tokens that a model with these limits can count. */
  public long tokensAtMost(Model.Limits limits) {
    long once = textTokens + images * limits.imageTokens() + pdfPages * limits.pdfPageTokens();
    // After each search the model reads all of it again, and the results of all searches so far.
    long searches = searched ? limits.searches() : 0;
    return once * (1 + searches) + TOKENS_OF_A_SEARCH * searches * (searches + 1) / 2;
  }

  /** The fewest tokens that any model counts. */
  public long tokensAtLeast() {
    return textBytes / MOST_BYTES_A_TOKEN;
  }

  private static long pages(String base64) {
    return Math.clamp(base64.length() / BASE64_OF_A_PAGE, 1, MOST_PDF_PAGES);
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
