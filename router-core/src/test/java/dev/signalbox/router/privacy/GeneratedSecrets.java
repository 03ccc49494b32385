package dev.signalbox.router.privacy;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/** Secrets and personal data of all kinds, made up, in the places where people put them. */
public final class GeneratedSecrets {
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
  private static final String DIGITS = "0123456789";
  private static final String WORD = LETTERS + LETTERS.toUpperCase(Locale.ROOT) + DIGITS;
  private static final List<String> PREFIXES =
      List.of(
          "sk-",
          "sk-proj-",
          "sk-ant-api03-",
          "pplx-",
          "AIza",
          "ghp_",
          "github_pat_",
          "glpat-",
          "xoxb-",
          "sk_live_",
          "hf_",
          "npm_",
          "gsk_");
  private static final List<String> CARDS =
      List.of("4", "51", "55", "2221", "34", "37", "6011", "3530");
  private static final List<String> CONTEXTS =
      List.of(
          "%s",
          "Please use %s for it.",
          "(%s)",
          "\"%s\"",
          "<%s>",
          "| name | %s |",
          "a,%s,b",
          "{\"text\":\"hello\\n%s\"}",
          "**%s**",
          "`%s`",
          "see: %s;",
          "\t%s\n",
          "« %s »",
          "const value = '%s';",
          "- item: %s",
          "[%s](https://example.org)");

  private final Random random;

  public GeneratedSecrets(long seed) {
    this.random = new Random(seed);
  }

  /**
   * A secret in its place.
   *
   * @param kind what it is
   * @param value the secret itself
   * @param text it stands in
   */
  public record Secret(String kind, String value, String text) {

    /** Whether it can still be read in {@code redacted}; numbers by their digits, too. */
    public boolean isLeft(String redacted) {
      return redacted.contains(value) || (isNumber() && digits(redacted).contains(digits(value)));
    }

    /** Whether its digits are what tells it, however they are grouped. */
    public boolean isNumber() {
      return kind.equals("card") || kind.equals("phone");
    }

    public static String digits(String text) {
      return text.replaceAll("[^0-9]", "");
    }
  }

  /** Endlessly many, the same for the same seed. */
  public Stream<Secret> stream() {
    return Stream.generate(this::next);
  }

  private Secret next() {
    return switch (random.nextInt(7)) {
      case 0 -> placed("email", email());
      case 1 -> placed("phone", phone());
      case 2, 3 -> placed("card", card());
      case 4 -> placed("key", key());
      case 5 ->
          placed("token", "eyJ" + chars(WORD, 20) + "." + chars(WORD, 40) + "." + chars(WORD, 43));
      default -> assigned();
    };
  }

  private Secret placed(String kind, String value) {
    return new Secret(kind, value, any(CONTEXTS).formatted(value));
  }

  private String email() {
    String plus = random.nextBoolean() ? "+" + chars(LETTERS, 4) : "";
    String sub = random.nextBoolean() ? chars(LETTERS, 3) + "." : "";
    return chars(LETTERS, 5)
        + "."
        + chars(WORD, 6)
        + plus
        + "@"
        + sub
        + chars(LETTERS, 8)
        + "."
        + any(List.of("com", "org", "co.uk", "de", "museum"));
  }

  private String phone() {
    return switch (random.nextInt(5)) {
      case 0 -> "+1 " + area() + " " + area() + " " + chars(DIGITS, 4);
      case 1 -> "(" + area() + ") " + area() + "-" + chars(DIGITS, 4);
      case 2 ->
          "+49 " + (30 + random.nextInt(60)) + " " + chars(DIGITS, 4) + " " + chars(DIGITS, 3);
      case 3 -> "0" + (1 + random.nextInt(5)) + pairs(4);
      default -> "+44" + chars("123456789", 2) + chars(DIGITS, 8);
    };
  }

  private String area() {
    return chars("23456789", 1) + chars(DIGITS, 2);
  }

  private String pairs(int count) {
    StringBuilder pairs = new StringBuilder();
    for (int i = 0; i < count; i++) {
      pairs.append(' ').append(chars(DIGITS, 2));
    }
    return pairs.toString();
  }

  private String card() {
    String issuer = any(CARDS);
    int length = issuer.equals("34") || issuer.equals("37") ? 15 : 16;
    String body = issuer + chars(DIGITS, length - 1 - issuer.length());
    String number = body + checkDigit(body);
    return switch (random.nextInt(3)) {
      case 0 -> number;
      case 1 -> grouped(number, " ");
      default -> grouped(number, "-");
    };
  }

  private static String grouped(String number, String by) {
    if (number.length() == 15) {
      return number.substring(0, 4) + by + number.substring(4, 10) + by + number.substring(10);
    }
    return number.replaceAll("(.{4})(?=.)", "$1" + by);
  }

  private static int checkDigit(String body) {
    int sum = 0;
    for (int i = 0; i < body.length(); i++) {
      int digit = body.charAt(body.length() - 1 - i) - '0';
      int counted = i % 2 == 1 ? digit : digit * 2;
      sum += counted > 9 ? counted - 9 : counted;
    }
    return (10 - sum % 10) % 10;
  }

  private String key() {
    return random.nextInt(5) == 0
        ? "AKIA" + chars("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16)
        : any(PREFIXES) + chars(WORD, 40);
  }

  private Secret assigned() {
    String value =
        chars(WORD, 7) + chars(DIGITS, 1) + chars(WORD, random.nextInt(20)) + chars(LETTERS, 1);
    String text =
        any(List.of(
                "api_key = \"%s\"",
                "API_KEY=%s",
                "\"client_secret\": \"%s\"",
                "password: %s",
                "db_password='%s'",
                "my password is %s",
                "Authorization: Bearer %sAAAAAAAA",
                "secret=%s&x=1",
                "{\\\"access_token\\\":\\\"%s\\\"}",
                "postgres://app:%s@db:5432/x",
                "token: %s",
                "PASSWORD := \"%s\"",
                "aws_secret_access_key = %s"))
            .formatted(value);
    return new Secret("assignment", value, text);
  }

  /** A text without any. */
  static String innocent(Random random) {
    GeneratedSecrets make = new GeneratedSecrets(random.nextLong());
    return switch (random.nextInt(12)) {
      case 0 ->
          "Invoice "
              + make.chars(DIGITS, 8)
              + " is due on 2026-0"
              + make.chars("123456789", 1)
              + "-1"
              + make.chars(DIGITS, 1);
      case 1 ->
          "It took "
              + make.chars(DIGITS, 3)
              + "."
              + make.chars(DIGITS, 2)
              + " ms, "
              + make.chars(DIGITS, 6)
              + " rows";
      case 2 -> new UUID(random.nextLong(), random.nextLong()).toString();
      case 3 -> "sha256 " + make.chars("0123456789abcdef", 64);
      case 4 ->
          "1"
              + make.chars(DIGITS, 1)
              + ":"
              + make.chars("012345", 1)
              + make.chars(DIGITS, 1)
              + " "
              + make.chars(LETTERS, 9);
      case 5 ->
          "v"
              + make.chars("123456789", 1)
              + "."
              + make.chars("123456789", 2)
              + "."
              + make.chars("123456789", 1);
      case 6 -> "10." + make.chars("123456789", 2) + "." + make.chars("123456789", 2) + ".7:8080";
      case 7 ->
          make.chars(DIGITS, 1)
              + ","
              + make.chars(DIGITS, 3)
              + ".00 EUR for "
              + make.chars(LETTERS, 12);
      case 8 ->
          "for (int "
              + make.chars(LETTERS, 1)
              + " = 0; i < "
              + make.chars("123456789", 5)
              + "; i++) {}";
      case 9 ->
          "order "
              + make.chars("123456789", 1)
              + make.chars(DIGITS, 9)
              + " of "
              + make.chars(LETTERS, 6);
      case 10 -> "@" + make.chars(LETTERS, 8) + " wrote #" + make.chars(DIGITS, 4);
      default ->
          make.chars(LETTERS, 6)
              + " "
              + make.chars(LETTERS, 12)
              + " "
              + make.chars(LETTERS, 3)
              + ".";
    };
  }

  private String chars(String alphabet, int count) {
    StringBuilder chars = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      chars.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return chars.toString();
  }

  private <T> T any(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }
}
