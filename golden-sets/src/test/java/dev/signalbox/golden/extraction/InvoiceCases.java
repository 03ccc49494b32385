package dev.signalbox.golden.extraction;

import dev.signalbox.golden.extraction.Invoice.Line;
import dev.signalbox.golden.extraction.Invoice.Trap;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Invoices from eight places, each with a few traps. */
final class InvoiceCases {
  private static final List<Trap> MORE_TRAPS =
      List.of(
          Trap.DISCOUNT,
          Trap.SHIPPING,
          Trap.DEPOSIT,
          Trap.PAID,
          Trap.OTHER_BALANCE,
          Trap.NO_TAX,
          Trap.RETURNED_ITEM,
          Trap.REPLACES_ANOTHER,
          Trap.NO_TAX_ID,
          Trap.MANY_DATES);

  private InvoiceCases() {}

  /** The case number {@code index}, counted from 0. */
  static Sample sample(int index, Draw draw) {
    Invoice invoice = invoice(draw, Market.ALL.get(index % Market.ALL.size()), traps(index, draw));
    InvoiceText.Layout layout = layout(index, invoice.market());
    Set<String> tags = new TreeSet<>();
    invoice.traps().forEach(trap -> tags.add(trap.tag()));
    List<String> ordered = new ArrayList<>(List.of(invoice.market().tag(), layout.tag()));
    ordered.addAll(tags);
    return new Sample(
        "invoice-%02d".formatted(index + 1),
        "invoice",
        ordered,
        index % 8 == 0,
        InvoiceText.of(invoice, layout, draw),
        expected(invoice));
  }

  /** Prose is written in English only. */
  private static InvoiceText.Layout layout(int index, Market market) {
    int turn = index / Market.ALL.size();
    if (!market.isEnglish()) {
      return turn % 2 == 0 ? InvoiceText.Layout.PAGE : InvoiceText.Layout.RECEIPT;
    }
    List<InvoiceText.Layout> layouts = List.of(InvoiceText.Layout.values());
    return layouts.get((turn + index) % layouts.size());
  }

  private static Set<Trap> traps(int index, Draw draw) {
    Set<Trap> traps = EnumSet.noneOf(Trap.class);
    switch (index % 3) {
      case 0 -> traps.add(Trap.DUE_IN_DAYS);
      case 1 -> traps.add(Trap.NO_DUE_DATE);
      default -> {
        // The date itself is given.
      }
    }
    traps.addAll(draw.some(MORE_TRAPS, draw.between(3, 4)));
    if (traps.contains(Trap.PAID)) {
      traps.remove(Trap.DEPOSIT);
    }
    return traps;
  }

  private static Invoice invoice(Draw draw, Market market, Set<Trap> traps) {
    List<Line> lines = lines(draw, market, traps.contains(Trap.RETURNED_ITEM));
    BigDecimal sum = Invoice.sum(lines);
    LocalDate issued = draw.day();
    return new Invoice(
        market,
        traps,
        draw.pick(List.of("INV-", "R", "2026/", "F-", "")) + draw.digits(draw.between(4, 6)),
        issued,
        issued.plusDays(draw.pick(List.of(7, 10, 14, 21, 30, 45))),
        draw.pick(market.sellers()),
        draw.pick(market.buyers()),
        lines,
        when(traps, Trap.DISCOUNT, market.percent(draw.pick(rates("3", "5", "10")), sum)),
        when(traps, Trap.SHIPPING, market.price(draw.pick(List.of("6.90", "12.50", "24")))),
        when(traps, Trap.DEPOSIT, market.percent(draw.pick(rates("20", "30")), sum)));
  }

  private static List<Line> lines(Draw draw, Market market, boolean withReturn) {
    List<Line> lines = new ArrayList<>();
    for (Market.Good good : draw.some(market.goods(), draw.between(2, 4))) {
      BigDecimal price = price(draw, market, good);
      boolean byTheHour = good.name().contains("(");
      BigDecimal quantity =
          byTheHour && draw.chance(60)
              ? new BigDecimal(draw.between(2, 15)).add(new BigDecimal("0.5"))
              : new BigDecimal(draw.between(1, 12));
      lines.add(line(market, good.name(), quantity, price));
    }
    if (withReturn) {
      Line returned = lines.getFirst();
      String name = market.wording().credited() + ": " + returned.description();
      lines.add(line(market, name, BigDecimal.ONE.negate(), returned.unitPrice()));
    }
    return lines;
  }

  private static Line line(Market market, String name, BigDecimal quantity, BigDecimal price) {
    return new Line(name, quantity, price, market.rounded(quantity.multiply(price)));
  }

  /** Up to a tenth off the usual. */
  private static BigDecimal price(Draw draw, Market market, Market.Good good) {
    BigDecimal usual = market.price(good.price());
    return market.rounded(usual.multiply(new BigDecimal(draw.between(90, 110))).movePointLeft(2));
  }

  private static List<BigDecimal> rates(String... rates) {
    return Stream.of(rates).map(BigDecimal::new).toList();
  }

  private static Optional<BigDecimal> when(Set<Trap> traps, Trap trap, BigDecimal amount) {
    return traps.contains(trap) ? Optional.of(amount) : Optional.empty();
  }

  private static ObjectNode expected(Invoice invoice) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("invoice_number", invoice.number()).put("issue_date", invoice.issued().toString());
    json.put("due_date", invoice.has(Trap.NO_DUE_DATE) ? null : invoice.due().toString());
    json.putObject("seller")
        .put("name", invoice.seller().name())
        .put("tax_id", invoice.has(Trap.NO_TAX_ID) ? null : invoice.seller().taxId());
    json.putObject("buyer").put("name", invoice.buyer());
    json.put("currency", invoice.market().currency().code());
    ArrayNode lines = json.putArray("line_items");
    for (Line line : invoice.lines()) {
      lines
          .addObject()
          .put("description", line.description())
          .put("quantity", line.quantity())
          .put("unit_price", line.unitPrice())
          .put("amount", line.amount());
    }
    json.put("discount", invoice.discount().orElse(null));
    json.put("shipping", invoice.shipping().orElse(null));
    json.put("net_total", invoice.net());
    json.put("tax_rate", invoice.has(Trap.NO_TAX) ? null : invoice.market().taxRate());
    json.put("tax_amount", invoice.tax().orElse(null));
    json.put("total", invoice.total()).put("amount_due", invoice.amountDue());
    return json;
  }
}
