package dev.signalbox.golden.extraction;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The truth of one contract.
 *
 * @param ends the last day
 * @param lateFee in percent
 */
record Contract(
    Kind kind,
    List<Party> parties,
    Optional<LocalDate> signed,
    LocalDate starts,
    Optional<LocalDate> ends,
    boolean renews,
    Optional<Notice> notice,
    Payment payment,
    Optional<BigDecimal> deposit,
    Optional<BigDecimal> lateFee,
    Optional<String> law) {

  /** What is agreed on. */
  enum Kind {
    LEASE("lease", "RESIDENTIAL LEASE", "rent", "landlord", "tenant"),
    SERVICES("services", "SERVICES AGREEMENT", "fee", "contractor", "client"),
    EMPLOYMENT("employment", "CONTRACT OF EMPLOYMENT", "gross salary", "employer", "employee"),
    LOAN("loan", "LOAN AGREEMENT", "instalment", "lender", "borrower"),
    LICENCE("licence", "SOFTWARE LICENCE", "licence fee", "licensor", "licensee");

    final String key;
    final String title;

    /** What the payment is called. */
    final String paid;

    /** The roles of the parties. */
    final String first;

    final String second;

    Kind(String key, String title, String paid, String first, String second) {
      this.key = key;
      this.title = title;
      this.paid = paid;
      this.first = first;
      this.second = second;
    }
  }

  record Party(String name, String role) {}

  /** {@code unit} as the schema names it, in the plural. */
  record Notice(int value, String unit) {}

  /** {@code interval} as the schema names it. */
  record Payment(BigDecimal amount, String currency, String interval) {}

  Contract {
    parties = List.copyOf(parties);
  }

  ObjectNode expected() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("kind", kind.key);
    ArrayNode named = json.putArray("parties");
    parties.forEach(party -> named.addObject().put("name", party.name()).put("role", party.role()));
    json.put("signed_on", signed.map(LocalDate::toString).orElse(null));
    json.put("starts_on", starts.toString());
    json.put("ends_on", ends.map(LocalDate::toString).orElse(null));
    json.put("renews_automatically", renews);
    notice.ifPresentOrElse(
        given -> json.putObject("notice").put("value", given.value()).put("unit", given.unit()),
        () -> json.putNull("notice"));
    json.putObject("payment")
        .put("amount", payment.amount())
        .put("currency", payment.currency())
        .put("interval", payment.interval());
    json.put("deposit", deposit.orElse(null));
    json.put("late_fee_percent", lateFee.orElse(null));
    return json.put("governing_law", law.orElse(null));
  }
}
