package dev.signalbox.router.provider.recorded;

import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.chat.Usage;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.provider.Codec;
import dev.signalbox.router.provider.Json;
import dev.signalbox.router.provider.WireResponse;
import dev.signalbox.router.provider.anthropic.AnthropicMessagesCodec;
import dev.signalbox.router.provider.openai.OpenAiChatCodec;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a codec makes of a recorded exchange, as one JSON object for whoever debugs a provider. */
public final class DecodedExchange {
  private DecodedExchange() {}

  /**
   * The exchange in words of ours. {@code outcome} is {@code answered}, {@code rejected}, {@code
   * failed} or {@code unsupported}; {@code retry} says {@code no}, {@code here} or {@code next} (at
   * another target); {@code usage.input} leaves out what the cache held and {@code usage.output}
   * includes reasoning. What the exchange does not have is null.
   */
  public static ObjectNode of(Recording.Exchange exchange) {
    ObjectNode line = Json.newObject();
    line.put("file", exchange.file());
    line.put("interaction", exchange.interaction());
    line.put("provider", exchange.provider());
    line.put("api", exchange.api());
    if (exchange.response().isEmpty()) {
      return unsupported(line.putNull("status"), "no answer was recorded");
    }
    WireResponse response = exchange.response().get();
    line.put("status", response.status());
    if (isStream(response)) {
      return unsupported(line, "streamed answers are not read yet");
    }
    return codec(exchange)
        .map(codec -> decoded(line, codec, response))
        .orElseGet(() -> unsupported(line, "no codec for the API \"" + exchange.api() + "\""));
  }

  private static Optional<Codec> codec(Recording.Exchange exchange) {
    return switch (exchange.api()) {
      case "messages" -> Optional.of(new AnthropicMessagesCodec(exchange.provider()));
      case "chat" -> Optional.of(new OpenAiChatCodec());
      default -> Optional.empty();
    };
  }

  /** By the body too, because not every recorder kept the headers. */
  private static boolean isStream(WireResponse response) {
    String start =
        new String(response.body(), 0, Math.min(64, response.body().length), StandardCharsets.UTF_8)
            .stripLeading();
    return response.header("content-type").orElse("").startsWith("text/event-stream")
        || start.startsWith("data:")
        || start.startsWith("event:")
        || start.startsWith(":");
  }

  private static ObjectNode unsupported(ObjectNode line, String reason) {
    return line.put("outcome", "unsupported").put("reason", reason);
  }

  private static ObjectNode decoded(ObjectNode line, Codec codec, WireResponse response) {
    switch (codec.decode(response)) {
      case Outcome.Answered(Reply reply) -> {
        addVerdict(line, "answered", "no");
        addReply(line, reply);
      }
      case Outcome.Rejected(_, String reason) -> {
        addVerdict(line, "rejected", "no");
        line.put("reason", reason);
      }
      case Outcome.Failed failed -> {
        addVerdict(line, "failed", failed.againHere() ? "here" : "next");
        line.put("fault", failed.fault().name().toLowerCase(Locale.ROOT));
        line.put("retry_after_s", failed.retryAfter().map(DecodedExchange::seconds).orElse(null));
        line.put("reason", failed.detail());
      }
      case Outcome.Skipped _ -> throw new IllegalStateException("a codec skips nothing");
    }
    line.put("request_id", codec.requestId(response).orElse(null));
    return line.putNull("stream_complete");
  }

  /** All keys in their order; what is not known yet is null. */
  private static void addVerdict(ObjectNode line, String outcome, String retry) {
    line.put("outcome", outcome).putNull("fault").put("retry", retry).putNull("retry_after_s");
    line.putNull("finish").putNull("text").putNull("refusal");
    line.putArray("tool_calls");
    line.putArray("citations");
    line.putNull("usage").putNull("cost_usd_reported").putNull("served_model");
  }

  private static void addReply(ObjectNode line, Reply reply) {
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
    line.put("served_model", reply.served().model());
  }

  private static BigDecimal seconds(Duration wait) {
    BigDecimal seconds = BigDecimal.valueOf(wait.toNanos(), 9).stripTrailingZeros();
    return seconds.scale() < 0 ? seconds.setScale(0) : seconds;
  }
}
