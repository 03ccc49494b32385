package dev.signalbox.router.provider;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON on the wire, read leniently: what is absent or of another type reads as nothing, for a
 * provider adds and changes fields without notice. Total: no bytes make these functions throw.
 * Thread-safe.
 */
public final class Json {
  /** A hundred times what the largest recorded answer has; a tree of more could fill the heap. */
  private static final long MOST_TOKENS = 250_000;

  /** Decimals stay exact, because a tool's arguments are passed on and money is added up. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxTokenCount(MOST_TOKENS).build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final int LARGEST_SCALE = 30;

  private Json() {}

  /** The object that {@code bytes} spell; nothing when they spell anything else. */
  public static Optional<JsonNode> object(byte[] bytes) {
    return value(bytes).filter(JsonNode::isObject);
  }

  /** The object that {@code text} spells; nothing when it spells anything else. */
  public static Optional<JsonNode> object(String text) {
    return object(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The value of any kind that {@code bytes} spell; nothing when they are not JSON. */
  public static Optional<JsonNode> value(byte[] bytes) {
    try {
      return Optional.of(MAPPER.readTree(bytes));
    } catch (JacksonException | NumberFormatException e) {
      // The latter for an exponent that fits into no number: Jackson lets it through.
      return Optional.empty();
    }
  }

  public static ObjectNode newObject() {
    return JsonNodeFactory.instance.objectNode();
  }

  /**
   * As UTF-8. By way of a string, which turns half a surrogate pair, as a careless caller may have
   * cut one, into a question mark, where Jackson's writer of bytes would throw.
   */
  public static byte[] bytes(JsonNode node) {
    return MAPPER.writeValueAsString(node).getBytes(StandardCharsets.UTF_8);
  }

  /** A string's content; empty for anything else. */
  public static String text(JsonNode node) {
    return node.stringValue("");
  }

  /** A string's content, if it is one and not empty. */
  public static Optional<String> someText(JsonNode node) {
    return Optional.of(text(node)).filter(text -> !text.isEmpty());
  }

  /** A count of something: a whole number of at least zero; zero for anything else. */
  public static long count(JsonNode node) {
    // Only whole numbers: a decimal such as 1e999999 would be blown up to its digits first. And no
    // larger than leaves room for sums of a few.
    return node.isIntegralNumber() && node.canConvertToLong()
        ? Math.clamp(node.longValue(), 0L, Integer.MAX_VALUE)
        : 0;
  }

  /** An amount of money of at least zero, exactly as written; nothing for anything else. */
  public static Optional<BigDecimal> amount(JsonNode node) {
    return Optional.of(node)
        .filter(JsonNode::isNumber)
        .map(JsonNode::decimalValue)
        // An exponent no money has would be blown up to its digits in the first sum.
        .filter(amount -> amount.signum() >= 0 && Math.abs(amount.scale()) <= LARGEST_SCALE);
  }
}
