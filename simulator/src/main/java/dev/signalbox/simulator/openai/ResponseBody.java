package dev.signalbox.simulator.openai;

import dev.signalbox.simulator.responses.Items;
import dev.signalbox.simulator.wire.Completion;
import dev.signalbox.simulator.wire.Json;
import dev.signalbox.simulator.wire.Question;
import dev.signalbox.simulator.wire.Revision;
import dev.signalbox.simulator.wire.Signatures;
import dev.signalbox.simulator.wire.Stamp;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A whole answer of Responses, which repeats much of its request. */
final class ResponseBody {
  static final Signatures SIGNATURES = new Signatures("openai");

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ResponseBody() {}

  static String id(Stamp stamp) {
    return Items.id(stamp, "resp_", 0);
  }

  static ObjectNode of(Question question, Completion completion, Revision revision, Stamp stamp) {
    long created = stamp.at().getEpochSecond();
    boolean whole = Items.status(completion).equals("completed");
    ObjectNode body = Json.object();
    body.put("id", id(stamp));
    body.put("object", "response").put("created_at", created);
    body.put("status", Items.status(completion)).put("background", false);
    body.set("completed_at", whole ? NODES.numberNode(created) : NODES.nullNode());
    body.putNull("error").put("frequency_penalty", 0.0);
    body.set("incomplete_details", whole ? NODES.nullNode() : Items.incompleteDetails(completion));
    repeat(body, question.request(), "instructions", NODES.nullNode());
    repeat(body, question.request(), "max_output_tokens", NODES.nullNode());
    body.putNull("max_tool_calls").put("model", revision.model()).putNull("moderation");
    body.set("output", output(question, completion, stamp));
    settings(body, question.request());
    body.set("usage", usage(question, completion));
    repeat(body, question.request(), "user", NODES.nullNode());
    repeat(body, question.request(), "metadata", Json.object());
    return body;
  }

  private static void settings(ObjectNode body, ObjectNode request) {
    repeat(body, request, "parallel_tool_calls", NODES.booleanNode(true));
    body.put("presence_penalty", 0.0).putNull("previous_response_id");
    body.putNull("prompt_cache_key").put("prompt_cache_retention", "24h");
    ObjectNode reasoning = body.putObject("reasoning");
    repeat(reasoning, request.path("reasoning"), "effort", NODES.nullNode());
    repeat(reasoning, request.path("reasoning"), "summary", NODES.nullNode());
    body.putNull("safety_identifier").put("service_tier", "default");
    repeat(body, request, "store", NODES.booleanNode(true));
    repeat(body, request, "temperature", NODES.numberNode(1.0));
    ObjectNode text = body.putObject("text");
    repeat(text, request.path("text"), "format", Json.object().put("type", "text"));
    repeat(text, request.path("text"), "verbosity", NODES.stringNode("medium"));
    repeat(body, request, "tool_choice", NODES.stringNode("auto"));
    repeat(body, request, "tools", Json.array());
    body.put("top_logprobs", 0);
    repeat(body, request, "top_p", NODES.numberNode(1.0));
    repeat(body, request, "truncation", NODES.stringNode("disabled"));
  }

  private static void repeat(ObjectNode body, JsonNode request, String field, JsonNode usual) {
    body.set(field, request.hasNonNull(field) ? request.get(field) : usual);
  }

  private static ArrayNode output(Question question, Completion completion, Stamp stamp) {
    ArrayNode output = Json.array();
    if (question.thinking().tokens() > 0) {
      ObjectNode reasoning = output.addObject();
      reasoning.put("id", Items.id(stamp, "rs_", 0)).put("type", "reasoning");
      if (asksForSealedThoughts(question.request())) {
        reasoning.put("encrypted_content", SIGNATURES.seal(stamp, "reasoning"));
      }
      ArrayNode summary = reasoning.putArray("summary");
      if (!completion.thoughts().isEmpty()) {
        summary.addObject().put("type", "summary_text").put("text", completion.thoughts());
      }
    }
    Items.add(output, completion, stamp);
    return output;
  }

  static boolean asksForSealedThoughts(ObjectNode request) {
    return request
        .path("include")
        .valueStream()
        .anyMatch(one -> one.stringValue("").equals("reasoning.encrypted_content"));
  }

  private static ObjectNode usage(Question question, Completion completion) {
    ObjectNode usage = Json.object();
    usage.put("input_tokens", question.inputTokens());
    usage.putObject("input_tokens_details").put("cached_tokens", 0);
    usage.put("output_tokens", completion.outputTokens());
    usage
        .putObject("output_tokens_details")
        .put("reasoning_tokens", Math.min(question.thinking().tokens(), completion.outputTokens()));
    return usage.put("total_tokens", question.inputTokens() + completion.outputTokens());
  }
}
