package dev.signalbox.golden.extraction;

import dev.signalbox.golden.extraction.Ticket.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Writes one ticket down. */
final class TicketText {
  private final Ticket ticket;
  private final TicketStory story;
  private final Money money;
  private final Draw draw;
  private final Notation notation;
  private final LocalDate received;
  private final boolean relative;
  private final List<String> tags = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  /** {@code money} is what the story is about. */
  TicketText(Ticket ticket, TicketStory story, Money money, Draw draw) {
    this.ticket = ticket;
    this.story = story;
    this.money = money;
    this.draw = draw;
    this.notation = draw.pick(List.of(Notation.BRITISH, Notation.AMERICAN));
    this.relative = draw.chance(35);
    this.received = ticket.since().plusDays(relative ? draw.between(1, 2) : draw.between(3, 20));
    tags.add(story.category());
  }

  /** What is hard about it; complete once it is written. */
  List<String> tags() {
    return tags;
  }

  String write() {
    boolean forAnother = draw.chance(30);
    boolean otherAddress = ticket.customer().email().isPresent() && draw.chance(30);
    header(otherAddress);
    if (forAnother) {
      tags.add("for-another");
      add(
          "I am writing for my neighbour, %s, who does not do this online; \"I\" below is my neighbour."
              .formatted(ticket.customer().name()));
    }
    add(told());
    otherOrder();
    contact(otherAddress);
    add("");
    add(
        forAnother
            ? "Best wishes, " + draw.pick(List.of("J. Kowalski", "Ben Adeyemi"))
            : "Thanks, " + ticket.customer().name());
    footer();
    return text.toString().strip();
  }

  private void header(boolean otherAddress) {
    add(
        "Received: "
            + received.getDayOfWeek().toString().substring(0, 3)
            + " "
            + notation.longDate(received));
    ticket
        .customer()
        .email()
        .ifPresent(email -> add("From: " + (otherAddress ? "shared-office@example.net" : email)));
    add("");
  }

  private String told() {
    String filled = story.text();
    for (Map.Entry<String, String> gap : gaps().entrySet()) {
      filled = filled.replace("{" + gap.getKey() + "}", gap.getValue());
    }
    return filled.substring(0, 1).toUpperCase(Locale.ROOT) + filled.substring(1);
  }

  private Map<String, String> gaps() {
    if (relative) {
      tags.add("relative-dates");
    }
    Money other =
        new Money(
            money.amount().add(BigDecimal.valueOf(draw.between(10_000, 60_000), 2)),
            money.currency(),
            money.sign());
    Money fee =
        new Money(BigDecimal.valueOf(draw.between(395, 1995), 2), money.currency(), money.sign());
    String since = relative ? relativeDate() : date(ticket.since());
    Optional<Ticket.Order> order = ticket.order();
    return Map.of(
        "product", order.map(Ticket.Order::product).orElse(""),
        "order", order.map(Ticket.Order::number).orElse(""),
        "placed", order.map(about -> date(about.placed())).orElse(""),
        "since", since,
        "on_since", relative ? since : "on " + since,
        "money", money.toString(),
        "other", other.toString(),
        "fee", fee.toString());
  }

  private String relativeDate() {
    return ticket.since().plusDays(1).equals(received) ? "yesterday" : "the day before yesterday";
  }

  /** As people write it: the year only where it is another one. */
  private String date(LocalDate date) {
    String full = notation.longDate(date);
    return date.getYear() == received.getYear() ? full.replaceFirst(",? \\d{4}$", "") : full;
  }

  private void otherOrder() {
    if (draw.chance(35)) {
      tags.add("other-order");
      add(
          "(My earlier order %s from %s was fine, by the way.)"
              .formatted(draw.digits(6), date(ticket.since().minusDays(200))));
    }
  }

  private void contact(boolean otherAddress) {
    if (otherAddress) {
      tags.add("other-address");
      String address = ticket.customer().email().orElseThrow();
      add("Do not answer to this address, it is shared; use %s.".formatted(address));
    }
    ticket
        .customer()
        .phone()
        .ifPresent(phone ->
            add(
                ticket.customer().callBack()
                    ? "Please call me on " + phone + ", I rarely read mail."
                    : "My number is " + phone + ", but do not call, write."));
    if (ticket.customer().phone().isPresent() && !ticket.customer().callBack()) {
      tags.add("no-call");
    }
  }

  private void footer() {
    if (draw.chance(40)) {
      tags.add("quoted-reply");
      add("");
      add(
          "> Your request %s was received on %s. Have you tried to restart, update and reset the device?"
              .formatted(draw.digits(7), notation.date(received)));
      add(
          "> Hotline +44 20 7946 0000, support@shop.example. A replacement or refund takes 14 days.");
    }
  }

  private void add(String line) {
    text.append(line).append('\n');
  }
}
