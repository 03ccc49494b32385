package dev.signalbox.golden.extraction;

import dev.signalbox.golden.extraction.Invoice.Line;
import dev.signalbox.golden.extraction.Invoice.Trap;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** Writes one invoice down. */
final class InvoiceText {
  private final Invoice invoice;
  private final Market market;
  private final Wording words;
  private final Notation notation;
  private final Draw draw;
  private final StringBuilder text = new StringBuilder();

  /** How it looks. */
  enum Layout {
    /** A page with a table. */
    PAGE,
    /** Narrow; each item takes two lines, and the number stands at the end. */
    RECEIPT,
    /** A message, with the figures in sentences. */
    LETTER,
    /** An answer on top of older mail about another invoice. */
    THREAD;

    String tag() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private InvoiceText(Invoice invoice, Draw draw) {
    this.invoice = invoice;
    this.market = invoice.market();
    this.words = market.wording();
    this.notation = market.notation();
    this.draw = draw;
  }

  static String of(Invoice invoice, Layout layout, Draw draw) {
    InvoiceText writing = new InvoiceText(invoice, draw);
    switch (layout) {
      case PAGE -> writing.page();
      case RECEIPT -> writing.receipt();
      case LETTER -> writing.letter();
      case THREAD -> writing.thread();
    }
    return writing.text.toString().strip();
  }

  private void page() {
    head();
    add("");
    add("%s %s".formatted(words.invoice(), invoice.number()));
    add("%s: %s".formatted(words.to(), invoice.buyer()));
    dates();
    add("");
    for (Line line : invoice.lines()) {
      String article = draw.pick(List.of("A", "TB", "SKU")) + "-" + draw.digits(3);
      add(
          "%s | %s | %s x %s | %s"
              .formatted(
                  article,
                  line.description(),
                  number(line.quantity()),
                  number(line.unitPrice()),
                  number(line.amount())));
    }
    add("");
    totals();
    closing();
  }

  private void receipt() {
    head();
    add("-----");
    for (Line line : invoice.lines()) {
      add(line.description());
      add(
          "   %s @ %s   %s"
              .formatted(number(line.quantity()), number(line.unitPrice()), number(line.amount())));
    }
    add("-----");
    totals();
    add("-----");
    dates();
    add("%s %s".formatted(words.number(), invoice.number()));
    add("%s: %s".formatted(words.to(), invoice.buyer()));
    closing();
  }

  private void letter() {
    add("To: accounts, %s".formatted(invoice.buyer()));
    add("Subject: your bill %s".formatted(invoice.number()));
    add("");
    String issued = notation.longDate(invoice.issued());
    add(
        "Good morning, as of %s we are billing you under %s for:"
            .formatted(issued, invoice.number()));
    for (Line line : invoice.lines()) {
      add(
          "- %s (%s at %s each), which makes %s"
              .formatted(
                  line.description(),
                  number(line.quantity()),
                  market.money(line.unitPrice()),
                  market.money(line.amount())));
    }
    if (invoice.has(Trap.MANY_DATES)) {
      add(
          "You ordered on %s (our order %s), and we delivered on %s."
              .formatted(
                  notation.longDate(invoice.issued().minusDays(9)),
                  draw.digits(6),
                  notation.longDate(invoice.issued().minusDays(2))));
    }
    add("");
    totals();
    closing();
    add("");
    add("Kind regards");
    head();
  }

  private void thread() {
    LocalDate earlier = invoice.issued().minusDays(draw.between(20, 60));
    add("Please forget what I wrote below, that one is settled. Here is the new bill:");
    add("");
    page();
    add("");
    add("> On %s, %s wrote:".formatted(notation.longDate(earlier), invoice.seller().name()));
    add(
        "> Attached is INV-%s over %s, payable by %s."
            .formatted(
                draw.digits(5),
                market.money(market.price(draw.digits(3))),
                notation.longDate(earlier.plusDays(14))));
    add("> It covers last quarter's deliveries. Thank you!");
  }

  private void head() {
    add(invoice.seller().name());
    add(invoice.seller().address());
    if (!invoice.has(Trap.NO_TAX_ID)) {
      add("%s: %s".formatted(words.taxId(), invoice.seller().taxId()));
    }
  }

  private void dates() {
    if (invoice.has(Trap.MANY_DATES)) {
      add("%s %s".formatted(words.order(), draw.digits(6)));
      add("%s: %s".formatted(words.ordered(), notation.date(invoice.issued().minusDays(9))));
      add("%s: %s".formatted(words.printed(), notation.date(invoice.issued().plusDays(3))));
    }
    add("%s: %s".formatted(words.date(), notation.date(invoice.issued())));
    if (invoice.has(Trap.MANY_DATES)) {
      add("%s: %s".formatted(words.delivered(), notation.date(invoice.issued().minusDays(2))));
    }
  }

  private void totals() {
    add("%s: %s".formatted(words.sum(), market.money(Invoice.sum(invoice.lines()))));
    invoice
        .discount()
        .ifPresent(off -> add("%s: %s".formatted(words.discount(), market.money(off.negate()))));
    invoice
        .shipping()
        .ifPresent(cost -> add("%s: %s".formatted(words.shipping(), market.money(cost))));
    add("%s: %s".formatted(words.net(), market.money(invoice.net())));
    invoice
        .tax()
        .ifPresentOrElse(
            tax ->
                add(
                    "%s %s%%: %s"
                        .formatted(words.tax(), number(market.taxRate()), market.money(tax))),
            () -> add(words.noTax()));
    add("%s: %s".formatted(words.total(), market.money(invoice.total())));
    invoice
        .deposit()
        .ifPresent(paid -> {
          add("%s: %s".formatted(words.deposit(), market.money(paid.negate())));
          add("%s: %s".formatted(words.remaining(), market.money(invoice.amountDue())));
        });
  }

  private void closing() {
    if (invoice.has(Trap.OTHER_BALANCE)) {
      BigDecimal other = market.price(draw.digits(3));
      add("%s: %s".formatted(words.earlier(), market.money(other)));
    }
    if (invoice.has(Trap.DUE_IN_DAYS)) {
      long days = invoice.due().toEpochDay() - invoice.issued().toEpochDay();
      add(words.within().formatted(days));
    } else if (!invoice.has(Trap.NO_DUE_DATE)) {
      add("%s: %s".formatted(words.due(), notation.longDate(invoice.due())));
    }
    if (invoice.has(Trap.PAID)) {
      add("*** %s ***".formatted(words.paid()));
    }
    if (invoice.has(Trap.REPLACES_ANOTHER)) {
      add(words.replaces().formatted("INV-" + draw.digits(5)));
    }
  }

  private String number(BigDecimal value) {
    return notation.number(value);
  }

  private void add(String line) {
    text.append(line).append('\n');
  }
}
