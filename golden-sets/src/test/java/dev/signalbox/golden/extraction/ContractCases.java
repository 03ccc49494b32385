package dev.signalbox.golden.extraction;

import dev.signalbox.golden.extraction.Contract.Kind;
import dev.signalbox.golden.extraction.Contract.Notice;
import dev.signalbox.golden.extraction.Contract.Party;
import dev.signalbox.golden.extraction.Contract.Payment;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Short contracts of five kinds. */
final class ContractCases {
  private static final List<Kind> KINDS = List.of(Kind.values());
  private static final List<String> COMPANIES =
      List.of(
          "Brightwater Estates Ltd",
          "Oryx Data Services GmbH",
          "Fennimore & Pike LLP",
          "Castellan Robotics Inc.",
          "Nordhavn Shipping ApS",
          "Verdant Foods S.A.",
          "Meridian Credit Union",
          "Tallis Software Ltd");
  private static final List<String> PEOPLE =
      List.of(
          "Helena Marsh",
          "Dawit Bekele",
          "Ottilie Sandberg",
          "Rafael Moreno Gil",
          "Kenji Murata",
          "Siobhan Keane");
  private static final List<String> LAWS =
      List.of("England and Wales", "Germany", "New York", "Denmark", "California", "Ireland");

  private ContractCases() {}

  /** The case number {@code index}, counted from 0. */
  static Sample sample(int index, Draw draw) {
    Kind kind = KINDS.get(index % KINDS.size());
    Contract contract = contract(kind, draw);
    ContractText text = new ContractText(contract, draw);
    String input = text.write();
    return new Sample(
        "contract-%02d".formatted(index + 1),
        "contract",
        text.tags(),
        index % 8 == 5,
        input,
        contract.expected());
  }

  private static Contract contract(Kind kind, Draw draw) {
    LocalDate starts = draw.day();
    Optional<LocalDate> ends = ends(kind, starts, draw);
    BigDecimal amount = amount(kind, draw);
    return new Contract(
        kind,
        parties(kind, draw),
        draw.chance(80) ? Optional.of(starts.minusDays(draw.between(1, 40))) : Optional.empty(),
        starts,
        ends,
        ends.isPresent() && kind != Kind.LOAN && draw.chance(50),
        notice(kind, draw),
        new Payment(amount, draw.pick(List.of("EUR", "GBP", "USD", "DKK")), interval(kind, draw)),
        kind == Kind.LEASE && draw.chance(75)
            ? Optional.of(amount.multiply(new BigDecimal(draw.between(2, 3))))
            : Optional.empty(),
        kind != Kind.EMPLOYMENT && draw.chance(60)
            ? Optional.of(new BigDecimal(draw.pick(List.of("1.5", "2", "0.75", "5"))))
            : Optional.empty(),
        draw.chance(75) ? Optional.of(draw.pick(LAWS)) : Optional.empty());
  }

  private static BigDecimal amount(Kind kind, Draw draw) {
    return kind == Kind.EMPLOYMENT
        ? BigDecimal.valueOf(draw.between(22, 70) * 100L)
        : BigDecimal.valueOf(draw.between(14, 70) * 25L);
  }

  /** A whole number of months after the start, so that it can be told as a term. */
  private static Optional<LocalDate> ends(Kind kind, LocalDate starts, Draw draw) {
    int months = draw.pick(List.of(6, 12, 18, 24, 36));
    return kind == Kind.LOAN || draw.chance(65)
        ? Optional.of(starts.plusMonths(months).minusDays(1))
        : Optional.empty();
  }

  private static Optional<Notice> notice(Kind kind, Draw draw) {
    if (kind == Kind.LOAN || draw.chance(20)) {
      return Optional.empty();
    }
    return Optional.of(
        draw.pick(
            List.of(
                new Notice(30, "days"),
                new Notice(14, "days"),
                new Notice(4, "weeks"),
                new Notice(6, "weeks"),
                new Notice(3, "months"))));
  }

  private static String interval(Kind kind, Draw draw) {
    return switch (kind) {
      case LEASE, EMPLOYMENT -> "monthly";
      case SERVICES -> draw.pick(List.of("weekly", "monthly", "once"));
      case LOAN -> draw.pick(List.of("monthly", "quarterly"));
      case LICENCE -> draw.pick(List.of("yearly", "quarterly", "once"));
    };
  }

  private static List<Party> parties(Kind kind, Draw draw) {
    Party first = new Party(draw.pick(COMPANIES), kind.first);
    Party second = new Party(draw.pick(PEOPLE), kind.second);
    return draw.chance(30) ? List.of(second, first) : List.of(first, second);
  }
}
