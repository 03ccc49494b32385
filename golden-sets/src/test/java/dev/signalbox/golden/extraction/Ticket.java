package dev.signalbox.golden.extraction;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The truth of one support ticket.
 *
 * @param disputed what the customer wants back
 * @param tried as the schema names the steps
 */
record Ticket(
    Customer customer,
    Optional<Order> order,
    String category,
    LocalDate since,
    String wanted,
    Optional<Money> disputed,
    List<String> tried) {

  /**
   * Who has the problem.
   *
   * @param callBack whether they want to be called
   */
  record Customer(String name, Optional<String> email, Optional<String> phone, boolean callBack) {}

  /** What the problem is about. */
  record Order(String number, String product, LocalDate placed) {}

  /** {@code sign} is how the text writes the currency. */
  record Money(BigDecimal amount, String currency, String sign) {
    @Override
    public String toString() {
      return sign + amount.toPlainString();
    }
  }

  Ticket {
    tried = List.copyOf(tried);
  }

  ObjectNode expected() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("customer_name", customer.name());
    json.put("customer_email", customer.email().orElse(null));
    json.put("phone", customer.phone().orElse(null));
    json.put("order_number", order.map(Order::number).orElse(null));
    json.put("product", order.map(Order::product).orElse(null));
    json.put("category", category);
    json.put("purchase_date", order.map(about -> about.placed().toString()).orElse(null));
    json.put("problem_since", since.toString()).put("wanted", wanted);
    disputed.ifPresentOrElse(
        money ->
            json.putObject("disputed")
                .put("amount", money.amount())
                .put("currency", money.currency()),
        () -> json.putNull("disputed"));
    ArrayNode steps = json.putArray("tried");
    tried.forEach(steps::add);
    return json.put("call_back", customer.callBack());
  }
}
