package dev.signalbox.router.provider.recorded;

import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.chat.Revision;
import dev.signalbox.router.chat.Usage;
import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.provider.AnswerStream;
import dev.signalbox.router.provider.Codec;
import dev.signalbox.router.provider.EventStreamParser;
import dev.signalbox.router.provider.Json;
import dev.signalbox.router.provider.WireResponse;
import dev.signalbox.router.provider.anthropic.AnthropicMessagesCodec;
import dev.signalbox.router.provider.google.GeminiCodec;
import dev.signalbox.router.provider.openai.OpenAiChatCodec;
import dev.signalbox.router.provider.perplexity.PerplexityAgentCodec;
import dev.signalbox.router.provider.responses.OpenAiResponsesCodec;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a codec makes of a recorded exchange, as one JSON object for whoever debugs a provider. */
public final class DecodedExchange {
  private final ObjectNode line = Json.newObject();

  private DecodedExchange(Recording.Exchange exchange) {
    line.put("file", exchange.file());
    line.put("interaction", exchange.interaction());
    line.put("provider", exchange.provider());
    line.put("api", exchange.api());
    line.putNull("status").putNull("outcome").putNull("fault");
    line.putNull("retry").putNull("retry_after_s");
    line.putNull("finish").putNull("text").putNull("refusal");
    line.putArray("tool_calls");
    line.putArray("citations");
    line.putNull("usage").putNull("cost_usd_reported").putNull("served_model");
    line.putNull("request_id").putNull("stream_complete");
  }

  /**
   * The exchange in words of ours. {@code outcome} is {@code answered}, {@code rejected}, {@code
   * failed} or {@code unsupported}; {@code retry} says {@code no}, {@code here} or {@code next} (at
   * another target); {@code usage.input} leaves out what the cache held and {@code usage.output}
   * includes reasoning. {@code stream_complete} is there for answers that came in pieces: whether
   * they came to their end; of one that did not, the rest shows what had come. What the exchange
   * does not have is null; {@code reason}, the last, is there when there is one.
   */
  public static ObjectNode of(Recording.Exchange exchange) {
    DecodedExchange decoded = new DecodedExchange(exchange);
    Optional<Codec> codec = codec(exchange);
    exchange.response().ifPresent(answer -> decoded.line.put("status", answer.status()));
    if (exchange.response().isEmpty()) {
      decoded.addUnsupported("no answer was recorded");
    } else if (codec.isEmpty()) {
      decoded.addUnsupported("no codec for the API \"" + exchange.api() + "\"");
    } else {
      decoded.addAnswer(codec.get(), exchange.response().get());
    }
    return decoded.line;
  }

  private static Optional<Codec> codec(Recording.Exchange exchange) {
    return switch (exchange.api()) {
      case "messages" -> Optional.of(new AnthropicMessagesCodec(exchange.provider()));
      case "chat" -> Optional.of(new OpenAiChatCodec(exchange.provider()));
      case "responses" -> Optional.of(new OpenAiResponsesCodec(exchange.provider()));
      case "generate" -> Optional.of(new GeminiCodec(exchange.provider()));
      case "agent" -> Optional.of(new PerplexityAgentCodec(exchange.provider()));
      default -> Optional.empty();
    };
  }

  private void addUnsupported(String reason) {
    line.put("outcome", "unsupported").put("reason", reason);
  }

  private void addAnswer(Codec codec, WireResponse response) {
    line.put("request_id", codec.requestId(response).orElse(null));
    if (!isStream(response)) {
      addOutcome(codec.decode(response));
      return;
    }
    AnswerStream stream = codec.stream(response);
    EventStreamParser parser = new EventStreamParser(stream::take);
    parser.feed(response.body(), 0, response.body().length);
    parser.end();
    addPartial(stream.soFar());
    addOutcome(stream.outcome());
    line.put("stream_complete", stream.ended() && isWhole(stream.outcome()));
    line.put("request_id", codec.requestId(response).or(stream::requestId).orElse(null));
  }

  /** What had come; how it ended is said only of an answer, and nothing told is nothing used. */
  private void addPartial(Reply partial) {
    if (partial.content().isEmpty()) {
      return;
    }
    addReply(partial);
    line.putNull("finish");
    if (partial.usage().equals(Usage.NONE)) {
      line.putNull("usage");
    }
  }

  /** By the body, because not every recorder kept the headers, and errors come whole. */
  private static boolean isStream(WireResponse response) {
    String start =
        new String(response.body(), 0, Math.min(64, response.body().length), StandardCharsets.UTF_8)
            .stripLeading();
    return response.status() == 200
        && Stream.of("data:", "event:", "id:", "retry:", ":").anyMatch(start::startsWith);
  }

  /** A filter's verdict is an end like others. */
  private static boolean isWhole(Outcome outcome) {
    return outcome instanceof Outcome.Answered
        || (outcome instanceof Outcome.Failed failed && failed.fault() == Fault.FILTERED);
  }

  private void addOutcome(Outcome outcome) {
    switch (outcome) {
      case Outcome.Answered(Reply reply) -> {
        line.put("outcome", "answered").put("retry", "no");
        addReply(reply);
      }
      case Outcome.Rejected(_, String reason) ->
          line.put("outcome", "rejected").put("retry", "no").put("reason", reason);
      case Outcome.Failed failed ->
          line.put("outcome", "failed")
              .put("fault", failed.fault().name().toLowerCase(Locale.ROOT))
              .put("retry", retry(failed))
              .put("retry_after_s", failed.retryAfter().map(DecodedExchange::seconds).orElse(null))
              .put("reason", failed.detail());
      case Outcome.Skipped _ -> throw new IllegalStateException("a codec skips nothing");
    }
  }

  private void addReply(Reply reply) {
    line.put("finish", reply.finish().name().toLowerCase(Locale.ROOT));
    line.put("text", reply.text());
    line.put("refusal", reply.refusal().orElse(null));
    ArrayNode toolCalls = line.putArray("tool_calls");
    reply
        .toolCalls()
        .forEach(call ->
            toolCalls.addObject().put("name", call.name()).put("arguments", call.arguments()));
    reply.citedUrls().forEach(line.putArray("citations")::add);
    Usage usage = reply.usage();
    line.putObject("usage")
        .put("input", usage.input())
        .put("cache_read", usage.cacheRead())
        .put("cache_write", usage.cacheWrite())
        .put("output", usage.output())
        .put("reasoning", usage.reasoning());
    line.put("cost_usd_reported", reply.reportedCost().orElse(null));
    line.put("served_model", named(reply.served()).orElse(null));
  }

  private static Optional<String> named(Revision served) {
    return Optional.of(served.model()).filter(model -> !model.isEmpty());
  }

  /** A filter's verdict stands, unless a task says otherwise. */
  private static String retry(Outcome.Failed failed) {
    if (failed.fault() == Fault.FILTERED) {
      return "no";
    }
    return failed.againHere() ? "here" : "next";
  }

  private static BigDecimal seconds(Duration wait) {
    BigDecimal seconds = BigDecimal.valueOf(wait.toNanos(), 9).stripTrailingZeros();
    return seconds.scale() < 0 ? seconds.setScale(0) : seconds;
  }
}
