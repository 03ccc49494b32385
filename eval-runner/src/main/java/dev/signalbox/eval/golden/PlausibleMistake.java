package dev.signalbox.eval.golden;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Wrong answers as a slightly worse model gives them: the right shape, with a slip in it. Day and
 * month are swapped, digits transposed, a line is dropped, a currency confused, a "not" overlooked.
 * They show whether graders can tell, and let a simulated model get worse.
 */
public final class PlausibleMistake {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
  private static final List<String> CURRENCIES = List.of("EUR", "USD", "GBP", "CHF");

  /** Each would turn the copy into a wrong answer. */
  private final List<Runnable> slips = new ArrayList<>();

  private PlausibleMistake() {}

  /**
   * A copy of {@code expected} with one slip, which never equals it. Pure: the same seed, such as
   * the case's id, makes the same slip. Kinds of value stay as they are, so that an answer usually
   * satisfies its schema still; a single lower-case word is left alone, as it may be one of a fixed
   * set, unless there is nothing else to get wrong.
   */
  public static JsonNode in(JsonNode expected, String seed) {
    ArrayNode holder = JSON.arrayNode().add(expected.deepCopy());
    PlausibleMistake mistake = new PlausibleMistake();
    mistake.visit(holder.get(0), wrong -> holder.set(0, wrong));
    if (mistake.slips.isEmpty()) {
      return JSON.stringNode("unknown").equals(expected)
          ? JSON.stringNode("none")
          : JSON.stringNode("unknown");
    }
    Random random = new Random(seed.hashCode());
    mistake.slips.get(random.nextInt(mistake.slips.size())).run();
    return holder.get(0);
  }

  private void visit(JsonNode node, Consumer<JsonNode> replace) {
    switch (node) {
      case ObjectNode object ->
          object
              .properties()
              .forEach(
                  field -> visit(field.getValue(), wrong -> object.set(field.getKey(), wrong)));
      case ArrayNode array -> visitArray(array);
      default -> wrong(node).ifPresent(wrong -> slips.add(() -> replace.accept(wrong)));
    }
  }

  private void visitArray(ArrayNode array) {
    for (int i = 0; i < array.size(); i++) {
      int index = i;
      visit(array.get(i), wrong -> array.set(index, wrong));
    }
    if (array.size() > 1) {
      slips.add(() -> array.remove(array.size() - 1));
    }
  }

  private static Optional<JsonNode> wrong(JsonNode leaf) {
    if (leaf.isBoolean()) {
      return Optional.of(JSON.booleanNode(!leaf.booleanValue()));
    }
    if (leaf.isIntegralNumber()) {
      return Optional.of(JSON.numberNode(wrongNumber(leaf.decimalValue()).toBigInteger()));
    }
    if (leaf.isNumber()) {
      return Optional.of(JSON.numberNode(wrongNumber(leaf.decimalValue())));
    }
    return leaf.isString() ? wrongText(leaf.stringValue()).map(JSON::stringNode) : Optional.empty();
  }

  /** One more where transposing digits changes nothing. */
  private static BigDecimal wrongNumber(BigDecimal number) {
    String digits = transposed(number.unscaledValue().toString());
    BigDecimal wrong = new BigDecimal(new BigInteger(digits), number.scale());
    return wrong.compareTo(number) == 0 ? number.add(BigDecimal.ONE) : wrong;
  }

  private static Optional<String> wrongText(String text) {
    Optional<LocalDate> date = date(text);
    if (date.isPresent()) {
      return Optional.of(wrongDate(date.get()).toString());
    }
    if (CURRENCY.matcher(text).matches()) {
      return CURRENCIES.stream().filter(other -> !other.equals(text)).findFirst();
    }
    String transposed = transposed(text);
    if (!transposed.equals(text)) {
      return Optional.of(transposed);
    }
    int lastWord = text.strip().lastIndexOf(' ');
    return lastWord > 0 ? Optional.of(text.substring(0, lastWord)) : Optional.empty();
  }

  /** The last two neighbouring digits that differ change places. */
  private static String transposed(String text) {
    for (int i = text.length() - 2; i >= 0; i--) {
      char left = text.charAt(i);
      char right = text.charAt(i + 1);
      if (Character.isDigit(left) && Character.isDigit(right) && left != right) {
        return text.substring(0, i) + right + left + text.substring(i + 2);
      }
    }
    return text;
  }

  private static Optional<LocalDate> date(String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  private static LocalDate wrongDate(LocalDate date) {
    boolean swappable = date.getDayOfMonth() <= 12 && date.getDayOfMonth() != date.getMonthValue();
    return swappable
        ? LocalDate.of(date.getYear(), date.getDayOfMonth(), date.getMonthValue())
        : date.plusDays(1);
  }
}
