package dev.signalbox.simulator.perplexity;

import dev.signalbox.simulator.responses.Items;
import dev.signalbox.simulator.wire.Completion;
import dev.signalbox.simulator.wire.Json;
import dev.signalbox.simulator.wire.Question;
import dev.signalbox.simulator.wire.Revision;
import dev.signalbox.simulator.wire.Stamp;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A whole answer. */
final class AgentBody {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** USD for a million tokens, and for a search. */
  private static final BigDecimal INPUT_PRICE = new BigDecimal("0.10");

  private static final BigDecimal OUTPUT_PRICE = new BigDecimal("0.50");
  private static final BigDecimal SEARCH_PRICE = new BigDecimal("0.00100");
  private static final BigDecimal MILLION = new BigDecimal(1_000_000);

  private AgentBody() {}

  static String id(Stamp stamp) {
    return "resp_" + uuid(stamp, "");
  }

  /** One that belongs to this exchange; the same for the same name. */
  static String uuid(Stamp stamp, String name) {
    return new UUID(stamp.lot(), name.hashCode()).toString();
  }

  static ObjectNode of(Question question, Completion completion, Revision revision, Stamp stamp) {
    boolean whole = Items.status(completion).equals("completed");
    long created = stamp.at().getEpochSecond();
    ObjectNode body = Json.object().put("background", false);
    body.set("completed_at", whole ? NODES.numberNode(created) : NODES.nullNode());
    body.put("created_at", created).putNull("error").put("frequency_penalty", 0);
    body.put("id", id(stamp));
    body.set("incomplete_details", whole ? NODES.nullNode() : Items.incompleteDetails(completion));
    repeat(body, question.request(), "instructions", NODES.nullNode());
    repeat(body, question.request(), "max_output_tokens", NODES.nullNode());
    body.putNull("max_tool_calls");
    repeat(body, question.request(), "metadata", Json.object());
    body.put("model", revision.model()).put("object", "response");
    body.set("output", output(question, completion, stamp));
    settings(body, question.request());
    body.put("status", Items.status(completion));
    body.set("usage", usage(question, completion));
    return body.putNull("user");
  }

  private static void settings(ObjectNode body, ObjectNode request) {
    body.put("parallel_tool_calls", true).put("presence_penalty", 0);
    body.putNull("previous_response_id").putNull("prompt_cache_key");
    repeat(body, request, "reasoning", NODES.nullNode());
    body.putNull("safety_identifier").put("service_tier", "default");
    repeat(body, request, "store", NODES.booleanNode(true));
    body.put("temperature", 1);
    body.putObject("text").putObject("format").put("type", "text");
    repeat(body, request, "tool_choice", NODES.stringNode("auto"));
    ArrayNode search = Json.array();
    if (AgentRequest.searches(request)) {
      search.addObject().put("type", "web_search");
    }
    repeat(body, request, "tools", search);
    body.put("top_logprobs", 0).put("top_p", 1).put("truncation", "");
  }

  private static void repeat(ObjectNode body, JsonNode request, String field, JsonNode usual) {
    body.set(field, request.hasNonNull(field) ? request.get(field) : usual);
  }

  private static ArrayNode output(Question question, Completion completion, Stamp stamp) {
    ArrayNode output = Json.array();
    if (AgentRequest.searches(question.request())) {
      output.add(searchResults(question));
    }
    Items.add(output, completion, stamp);
    for (JsonNode item : output) {
      if (item.path("content").path(0) instanceof ObjectNode part) {
        part.remove("logprobs");
      }
    }
    return output;
  }

  /** The second result has no date and the snippet may be empty, as recorded ones. */
  private static ObjectNode searchResults(Question question) {
    ObjectNode item = Json.object();
    item.putArray("queries").add(question.prompt());
    ArrayNode results = item.putArray("results");
    results
        .addObject()
        .put("date", "2026-06-10")
        .put("id", 1)
        .put("last_updated", "2026-10-03")
        .put("snippet", "What is known about: " + question.prompt())
        .put("source", "web")
        .put("title", "An encyclopedia")
        .put("url", "https://encyclopedia.example/article");
    results
        .addObject()
        .put("id", 2)
        .put("last_updated", "2026-09-23")
        .put("snippet", "")
        .put("source", "web")
        .put("title", "A handbook")
        .put("url", "https://handbook.example/");
    return item.put("type", "search_results");
  }

  private static ObjectNode usage(Question question, Completion completion) {
    boolean searches = AgentRequest.searches(question.request());
    ObjectNode usage = Json.object();
    usage.set("cost", cost(question, completion, searches));
    usage.put("input_tokens", question.inputTokens());
    usage.putObject("input_tokens_details").put("cached_tokens", 0);
    usage.put("output_tokens", completion.outputTokens());
    usage
        .putObject("output_tokens_details")
        .put("reasoning_tokens", Math.min(question.thinking().tokens(), completion.outputTokens()));
    if (searches) {
      usage
          .putObject("tool_calls_details")
          .putObject("search_web")
          .put("cost_usd", SEARCH_PRICE)
          .put("invocation", 1);
    }
    return usage.put("total_tokens", question.inputTokens() + completion.outputTokens());
  }

  private static ObjectNode cost(Question question, Completion completion, boolean searches) {
    BigDecimal input = price(INPUT_PRICE, question.inputTokens());
    BigDecimal output = price(OUTPUT_PRICE, completion.outputTokens());
    ObjectNode cost = Json.object().put("currency", "USD");
    cost.put("input_cost", input).put("output_cost", output);
    if (searches) {
      cost.put("tool_calls_cost", SEARCH_PRICE);
      cost.putObject("tool_calls_cost_details").put("search_web", SEARCH_PRICE);
    }
    List<BigDecimal> parts =
        searches ? List.of(input, output, SEARCH_PRICE) : List.of(input, output);
    return cost.put("total_cost", parts.stream().reduce(BigDecimal.ZERO, BigDecimal::add));
  }

  private static BigDecimal price(BigDecimal perMillion, int tokens) {
    return perMillion.multiply(BigDecimal.valueOf(tokens)).divide(MILLION, 5, RoundingMode.HALF_UP);
  }
}
