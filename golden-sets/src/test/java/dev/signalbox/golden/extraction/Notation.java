package dev.signalbox.golden.extraction;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;

/** How a place writes numbers and dates; by hand, since the JDK's own tables change. */
enum Notation {
  AMERICAN(",", ".", "%2$02d/%1$02d/%3$d", "%4$s %1$d, %3$d"),
  BRITISH(",", ".", "%1$02d/%2$02d/%3$d", "%1$d %4$s %3$d"),
  INDIAN(",", ".", "%1$02d-%2$02d-%3$d", "%1$d %4$s %3$d"),
  GERMAN(".", ",", "%1$02d.%2$02d.%3$d", "%1$d. %4$s %3$d"),
  SWISS("'", ".", "%1$d.%2$d.%3$d", "%1$d. %4$s %3$d"),
  FRENCH(" ", ",", "%1$02d/%2$02d/%3$d", "%1$d %4$s %3$d"),
  SPANISH(".", ",", "%1$02d/%2$02d/%3$d", "%1$d de %4$s de %3$d"),
  JAPANESE(",", ".", "%3$d/%2$02d/%1$02d", "%3$d年%2$d月%1$d日");

  private static final List<String> ENGLISH_MONTHS =
      List.of(
          "January",
          "February",
          "March",
          "April",
          "May",
          "June",
          "July",
          "August",
          "September",
          "October",
          "November",
          "December");
  private static final List<String> GERMAN_MONTHS =
      List.of(
          "Januar",
          "Februar",
          "März",
          "April",
          "Mai",
          "Juni",
          "Juli",
          "August",
          "September",
          "Oktober",
          "November",
          "Dezember");
  private static final List<String> FRENCH_MONTHS =
      List.of(
          "janvier",
          "février",
          "mars",
          "avril",
          "mai",
          "juin",
          "juillet",
          "août",
          "septembre",
          "octobre",
          "novembre",
          "décembre");
  private static final List<String> SPANISH_MONTHS =
      List.of(
          "enero",
          "febrero",
          "marzo",
          "abril",
          "mayo",
          "junio",
          "julio",
          "agosto",
          "septiembre",
          "octubre",
          "noviembre",
          "diciembre");

  private final String grouping;
  private final String point;
  private final String shortForm;
  private final String longForm;

  Notation(String grouping, String point, String shortForm, String longForm) {
    this.grouping = grouping;
    this.point = point;
    this.shortForm = shortForm;
    this.longForm = longForm;
  }

  /** In digits. */
  String date(LocalDate date) {
    return format(shortForm, date);
  }

  /** With the month's name. */
  String longDate(LocalDate date) {
    return format(longForm, date);
  }

  /** With as many decimals as {@code amount} has. */
  String number(BigDecimal amount) {
    String digits = amount.abs().setScale(0, RoundingMode.DOWN).toPlainString();
    String fraction = amount.abs().toPlainString().substring(digits.length()).replace(".", point);
    return (amount.signum() < 0 ? "-" : "") + grouped(digits) + fraction;
  }

  private String format(String form, LocalDate date) {
    return form.formatted(
        date.getDayOfMonth(),
        date.getMonthValue(),
        date.getYear(),
        months().get(date.getMonthValue() - 1));
  }

  private List<String> months() {
    return switch (this) {
      case AMERICAN, BRITISH, INDIAN, JAPANESE -> ENGLISH_MONTHS;
      case GERMAN, SWISS -> GERMAN_MONTHS;
      case FRENCH -> FRENCH_MONTHS;
      case SPANISH -> SPANISH_MONTHS;
    };
  }

  /** By threes from the right; in India by twos left of the last three. */
  private String grouped(String digits) {
    StringBuilder grouped = new StringBuilder(digits);
    int step = this == INDIAN ? 2 : 3;
    for (int at = digits.length() - 3; at > 0; at -= step) {
      grouped.insert(at, grouping);
    }
    return grouped.toString();
  }
}
