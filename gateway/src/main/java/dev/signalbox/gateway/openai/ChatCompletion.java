package dev.signalbox.gateway.openai;

import dev.signalbox.router.RoutedCall;
import dev.signalbox.router.chat.Citation;
import dev.signalbox.router.chat.FinishReason;
import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.chat.Usage;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An answered call as a body of {@code POST /v1/chat/completions}. */
public final class ChatCompletion {
  private static final String UNSAID_REFUSAL = "The model declined to answer.";

  private ChatCompletion() {}

  /** {@code model} in it is what the provider says it served. */
  public static ObjectNode of(RoutedCall call, RoutedCall.Result.Answered answer) {
    Reply reply = answer.reply();
    String served = reply.served().model();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("id", "chatcmpl-" + call.id())
        .put("object", "chat.completion")
        .put("created", call.startedAt().getEpochSecond())
        .put("model", served.isEmpty() ? answer.target().model() : served);
    ObjectNode choice = body.putArray("choices").addObject().put("index", 0);
    putMessage(choice.putObject("message"), call.id(), reply);
    choice.putNull("logprobs").put("finish_reason", finishReason(reply.finish()));
    putUsage(body.putObject("usage"), reply.usage());
    body.put("system_fingerprint", reply.served().fingerprint().orElse(null));
    return body;
  }

  private static void putMessage(ObjectNode message, UUID call, Reply reply) {
    boolean refused = reply.refusal().isPresent() || reply.finish() == FinishReason.REFUSAL;
    boolean silent = reply.text().isEmpty() && (refused || !reply.toolCalls().isEmpty());
    message.put("role", "assistant").put("content", silent ? null : reply.text());
    message.put("refusal", refused ? reply.refusal().orElse(UNSAID_REFUSAL) : null);
    if (!reply.reasoning().isEmpty()) {
      // OpenAI shows none here; this is what its imitators call it, and clients look for it.
      message.put("reasoning_content", reply.reasoning());
    }
    ArrayNode annotations = message.putArray("annotations");
    reply.citations().forEach(citation -> putCitation(annotations, citation));
    if (!reply.toolCalls().isEmpty()) {
      putToolCalls(message.putArray("tool_calls"), call, reply.toolCalls());
    }
  }

  /**
   * Where in the text a citation belongs is not known of every provider: the range is empty. OpenAI
   * has no form for a document without a URL.
   */
  private static void putCitation(ArrayNode annotations, Citation citation) {
    citation
        .url()
        .ifPresent(url ->
            annotations
                .addObject()
                .put("type", "url_citation")
                .putObject("url_citation")
                .put("url", url)
                .put("title", citation.title().orElse(url))
                .put("start_index", 0)
                .put("end_index", 0));
  }

  /** A client answers a tool call by its id, so one without gets one of ours. */
  private static void putToolCalls(ArrayNode toolCalls, UUID call, List<Part.ToolCall> wanted) {
    for (Part.ToolCall tool : wanted) {
      String own = "call_" + call.toString().replace("-", "") + "_" + toolCalls.size();
      toolCalls
          .addObject()
          .put("id", tool.id().isEmpty() ? own : tool.id())
          .put("type", "function")
          .putObject("function")
          .put("name", tool.name())
          .put("arguments", tool.arguments());
    }
  }

  /** OpenAI has a refusal end with "stop" and stand in its own field. */
  private static String finishReason(FinishReason reason) {
    return switch (reason) {
      case DONE, REFUSAL -> "stop";
      case TOOL_CALLS -> "tool_calls";
      case CONTENT_FILTER -> "content_filter";
      // What we do not know to be complete is not to be taken for it.
      case LENGTH, OTHER -> "length";
    };
  }

  private static void putUsage(ObjectNode usage, Usage tokens) {
    long prompt = tokens.input() + tokens.cacheRead() + tokens.cacheWrite();
    usage
        .put("prompt_tokens", prompt)
        .put("completion_tokens", tokens.output())
        .put("total_tokens", prompt + tokens.output());
    usage
        .putObject("prompt_tokens_details")
        .put("cached_tokens", tokens.cacheRead())
        .put("cache_write_tokens", tokens.cacheWrite());
    usage.putObject("completion_tokens_details").put("reasoning_tokens", tokens.reasoning());
  }
}
