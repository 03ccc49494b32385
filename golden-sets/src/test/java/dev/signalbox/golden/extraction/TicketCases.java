package dev.signalbox.golden.extraction;

import dev.signalbox.golden.extraction.Ticket.Customer;
import dev.signalbox.golden.extraction.Ticket.Money;
import dev.signalbox.golden.extraction.Ticket.Order;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Support tickets: a story each, in a message with the usual noise around it. */
final class TicketCases {
  private static final List<String> NAMES =
      List.of(
          "Agnieszka Wolska",
          "Tom Brandt",
          "Chidi Eze",
          "Marie-Claire Dubois",
          "Lars Nyström",
          "Priya Raghavan",
          "Sean O'Malley",
          "Yuki Tanabe",
          "Carmen Ibáñez",
          "Noor Haddad");
  private static final List<String> PRODUCTS =
      List.of(
          "Halden AirPure 300",
          "Nordlys Wall Heater W2",
          "Kestrel Robot Mower S",
          "BrewMate Duo Pro",
          "Tessera Doorbell Cam",
          "Volta Bike Light 900",
          "Lumen Desk Projector",
          "Corvo Thermostat 2");
  private static final List<Map.Entry<String, String>> CURRENCIES =
      List.of(
          Map.entry("USD", "$"),
          Map.entry("GBP", "£"),
          Map.entry("EUR", "€"),
          Map.entry("CAD", "CA$"),
          Map.entry("AUD", "A$"));

  private TicketCases() {}

  /** The case number {@code index}, counted from 0. */
  static Sample sample(int index, Draw draw) {
    TicketStory story = TicketStory.ALL.get(index % TicketStory.ALL.size());
    LocalDate since = draw.day();
    Money money = money(draw);
    Optional<Order> order =
        story.isAboutAnOrder() ? Optional.of(order(draw, since)) : Optional.empty();
    Ticket ticket =
        new Ticket(
            customer(draw),
            order,
            story.category(),
            since,
            story.wanted(),
            story.wantsMoney() ? Optional.of(money) : Optional.empty(),
            story.tried());
    TicketText text = new TicketText(ticket, story, money, draw);
    String input = text.write();
    return new Sample(
        "ticket-%02d".formatted(index + 1),
        "support_ticket",
        text.tags(),
        index % 8 == 3,
        input,
        ticket.expected());
  }

  private static Customer customer(Draw draw) {
    String name = draw.pick(NAMES);
    String mailbox = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", ".");
    boolean callBack = draw.chance(30);
    return new Customer(
        name,
        draw.chance(80)
            ? Optional.of(mailbox + draw.between(10, 99) + "@example.org")
            : Optional.empty(),
        callBack || draw.chance(40)
            ? Optional.of("+44 20 7946 0" + draw.digits(3))
            : Optional.empty(),
        callBack);
  }

  private static Order order(Draw draw, LocalDate since) {
    return new Order(
        draw.pick(List.of("A-", "WEB", "")) + draw.digits(6),
        draw.pick(PRODUCTS),
        since.minusDays(draw.between(4, 150)));
  }

  private static Money money(Draw draw) {
    Map.Entry<String, String> currency = draw.pick(CURRENCIES);
    return new Money(
        BigDecimal.valueOf(draw.between(4_000, 30_000), 2), currency.getKey(), currency.getValue());
  }
}
