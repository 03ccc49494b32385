package dev.signalbox.golden.extraction;

import dev.signalbox.golden.extraction.Contract.Kind;
import dev.signalbox.golden.extraction.Contract.Party;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes one contract down: its clauses in any order, some of them beside the point. */
final class ContractText {
  private static final List<String> NUMBER_WORDS =
      List.of("zero", "one", "two", "three", "four", "five", "six");

  private final Contract contract;
  private final Draw draw;
  private final Notation notation;
  private final List<String> tags = new ArrayList<>();
  private final List<String> clauses = new ArrayList<>();

  /** The payment before an amendment, when there is one. */
  private final Optional<BigDecimal> formerAmount;

  ContractText(Contract contract, Draw draw) {
    this.contract = contract;
    this.draw = draw;
    this.notation = draw.pick(List.of(Notation.BRITISH, Notation.AMERICAN));
    this.formerAmount =
        draw.chance(30)
            ? Optional.of(contract.payment().amount().subtract(new BigDecimal(75)))
            : Optional.empty();
    tags.add(contract.kind().key);
  }

  /** What is hard about it; complete once it is written. */
  List<String> tags() {
    return tags;
  }

  String write() {
    term();
    payment();
    renewal();
    notice();
    deposit();
    lateFee();
    contract.law().ifPresentOrElse(this::law, () -> tags.add("no-law"));
    clauses.add("Changes to this agreement need to be in writing.");
    StringBuilder text = new StringBuilder(opening());
    int number = 1;
    for (String clause : draw.some(clauses, clauses.size())) {
      text.append("\n%d. %s".formatted(number++, clause));
    }
    formerAmount.ifPresent(_ -> text.append("\n\n").append(amendment()));
    return text.append("\n\n").append(signatures()).toString();
  }

  private String opening() {
    Party one = contract.parties().get(0);
    Party other = contract.parties().get(1);
    return """
    %s
    (first drafted on %s)

    between %s ("the %s") and %s ("the %s")
    """
        .formatted(
            contract.kind().title,
            notation.longDate(contract.starts().minusDays(60)),
            one.name(),
            capitalised(one.role()),
            other.name(),
            capitalised(other.role()));
  }

  private void term() {
    String starts = notation.longDate(contract.starts());
    if (contract.ends().isEmpty()) {
      tags.add("indefinite");
      clauses.add("It takes effect on %s and runs until it is terminated.".formatted(starts));
    } else if (draw.chance(50)) {
      tags.add("term-in-months");
      long months = months(contract.starts(), contract.ends().get());
      clauses.add("It takes effect on %s and runs for %d months.".formatted(starts, months));
    } else {
      clauses.add(
          "It takes effect on %s; its last day is %s."
              .formatted(starts, notation.longDate(contract.ends().get())));
    }
  }

  private void payment() {
    BigDecimal amount = formerAmount.orElse(contract.payment().amount());
    clauses.add(
        "The %s is %s %s, paid by the %s."
            .formatted(contract.kind().paid, money(amount), interval(), payer()));
    besides();
  }

  /** An amount that is not the payment. */
  private void besides() {
    switch (contract.kind()) {
      case LEASE ->
          clauses.add(
              "Heating and water cost %s a month more, paid to the utilities."
                  .formatted(money(new BigDecimal(draw.between(40, 95)))));
      case SERVICES ->
          clauses.add(
              "Work beyond the agreed scope is charged at %s an hour."
                  .formatted(money(new BigDecimal(draw.between(60, 140)))));
      case EMPLOYMENT ->
          clauses.add(
              "A bonus of up to %s a year may be paid, but is not owed."
                  .formatted(money(new BigDecimal(draw.between(10, 40) * 100))));
      case LOAN ->
          clauses.add(
              "The principal of %s was paid out on signing."
                  .formatted(money(new BigDecimal(draw.between(8, 40) * 1000))));
      case LICENCE ->
          clauses.add(
              "Training, if it is booked, costs %s a day."
                  .formatted(money(new BigDecimal(draw.between(5, 12) * 100))));
    }
  }

  private String payer() {
    return capitalised(
        contract.kind() == Kind.EMPLOYMENT ? contract.kind().first : contract.kind().second);
  }

  private String interval() {
    return switch (contract.payment().interval()) {
      case "once" -> "once, on delivery";
      case "weekly" -> "every week";
      case "monthly" -> draw.pick(List.of("a month", "on the first of each month"));
      case "quarterly" -> draw.pick(List.of("each quarter", "every three months"));
      default -> draw.pick(List.of("per annum", "every twelve months"));
    };
  }

  private void renewal() {
    if (contract.ends().isEmpty() || contract.kind() == Kind.LOAN) {
      return;
    }
    if (contract.renews()) {
      clauses.add("Unless terminated, it is prolonged by a year each time it would end.");
    } else {
      tags.add("negated-renewal");
      clauses.add("It is not prolonged by itself, even if both sides carry on after its end.");
    }
  }

  private void notice() {
    contract
        .notice()
        .ifPresentOrElse(
            notice ->
                clauses.add(
                    "Either side may terminate it by giving %s notice; for good cause, without any."
                        .formatted(period(notice))),
            () -> {
              tags.add("no-notice");
              clauses.add("It can be terminated for good cause only.");
            });
  }

  private String period(Contract.Notice notice) {
    if (notice.value() >= NUMBER_WORDS.size()) {
      return notice.value() + " " + notice.unit() + "'";
    }
    tags.add("number-in-words");
    return NUMBER_WORDS.get(notice.value()) + " " + notice.unit() + "'";
  }

  private void deposit() {
    if (contract.kind() != Kind.LEASE) {
      return;
    }
    if (contract.deposit().isEmpty()) {
      tags.add("no-deposit");
      clauses.add("The Tenant does not have to give a deposit.");
    } else if (formerAmount.isPresent()) {
      clauses.add("The deposit is %s.".formatted(money(contract.deposit().get())));
    } else {
      tags.add("deposit-in-rents");
      int rents = contract.deposit().get().divide(contract.payment().amount()).intValueExact();
      clauses.add("The deposit is %s monthly rents.".formatted(NUMBER_WORDS.get(rents)));
    }
  }

  private void lateFee() {
    if (contract.lateFee().isPresent()) {
      clauses.add(
          "What is paid late is increased by %s percent; reminders cost %s."
              .formatted(contract.lateFee().get().toPlainString(), money(BigDecimal.TEN)));
    } else if (contract.kind() == Kind.LOAN) {
      clauses.add("Interest of 4.2 percent a year is contained in the instalments.");
    }
  }

  private void law(String law) {
    boolean isState = law.equals("New York") || law.equals("California");
    clauses.add(
        "It is governed by the law of %s; the courts of %s hear disputes."
            .formatted(
                isState ? "the State of " + law : law,
                draw.pick(List.of("Hamburg", "Boston", "Cork"))));
  }

  private String amendment() {
    tags.add("amended");
    return "Amendment, agreed before signing: the %s is %s instead of %s; all else stays as it is."
        .formatted(
            contract.kind().paid,
            money(contract.payment().amount()),
            money(formerAmount.orElseThrow()));
  }

  private String signatures() {
    Party one = contract.parties().get(0);
    Party other = contract.parties().get(1);
    if (contract.signed().isEmpty()) {
      tags.add("unsigned");
      return "Signed: ____________ (%s)   ____________ (%s)   Date: ________"
          .formatted(one.name(), other.name());
    }
    LocalDate last = contract.signed().get();
    LocalDate before = last.minusDays(draw.between(0, 5));
    boolean firstSignsLast = draw.chance(50);
    tags.add(before.equals(last) ? "signed-at-once" : "signed-apart");
    return "Signed: %s, %s / %s, %s"
        .formatted(
            one.name(),
            notation.date(firstSignsLast ? last : before),
            other.name(),
            notation.date(firstSignsLast ? before : last));
  }

  private String money(BigDecimal amount) {
    return contract.payment().currency() + " " + notation.number(amount);
  }

  private static long months(LocalDate starts, LocalDate last) {
    return ChronoUnit.MONTHS.between(starts, last.plusDays(1));
  }

  private static String capitalised(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
