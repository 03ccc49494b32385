package dev.signalbox.router.privacy;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Secrets and personal data of all kinds, made up, in the places where people put them. */
public final class GeneratedSecrets {
  private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
  private static final String UPPER = LOWER.toUpperCase(Locale.ROOT);
  private static final String DIGITS = "0123456789";
  private static final String ALPHANUMERIC = LOWER + UPPER + DIGITS;
  private static final String WORD = ALPHANUMERIC + "-_";

  /** A prefix, how many characters follow it, and of which alphabet. */
  private record KeyForm(String prefix, int length, String alphabet) {}

  private static final List<KeyForm> KEYS =
      List.of(
          new KeyForm("sk-", 48, ALPHANUMERIC),
          new KeyForm("sk-proj-", 156, WORD),
          new KeyForm("sk-ant-api03-", 95, WORD),
          new KeyForm("AIza", 35, WORD),
          new KeyForm("pplx-", 48, ALPHANUMERIC),
          new KeyForm("AKIA", 16, UPPER + "234567"),
          new KeyForm("ASIA", 16, UPPER + "234567"),
          new KeyForm("ghp_", 36, ALPHANUMERIC),
          new KeyForm("gho_", 36, ALPHANUMERIC),
          new KeyForm("ghs_", 36, ALPHANUMERIC),
          new KeyForm("github_pat_", 82, ALPHANUMERIC + "_"),
          new KeyForm("glpat-", 20, WORD),
          new KeyForm("xoxb-", 50, ALPHANUMERIC + "-"),
          new KeyForm("xoxp-", 70, ALPHANUMERIC + "-"),
          new KeyForm("sk_live_", 24, ALPHANUMERIC),
          new KeyForm("rk_live_", 24, ALPHANUMERIC),
          new KeyForm("hf_", 34, ALPHANUMERIC),
          new KeyForm("npm_", 36, ALPHANUMERIC),
          new KeyForm("gsk_", 52, ALPHANUMERIC));

  private static final List<String> CONTEXTS =
      List.of(
          "%s",
          "Please use %s for it.",
          "%s, and nothing else",
          "Is it %s?",
          "(%s)",
          "\"%s\"",
          "<%s>",
          "| name | %s |",
          "a,%s,b",
          "{\"text\":\"hello\\n%s\"}",
          "{\"text\":\"hello\\u00a0%s\\tand more\"}",
          "{\"json\":\"{\\\\\\\"a\\\\\\\":\\\\\\\"%s\\\\\\\"}\"}",
          "**%s**",
          "`%s`",
          "see: %s;",
          "\t%s\n",
          "« %s »",
          "“%s”",
          "const value = '%s';",
          "foo(\"%s\", 1);",
          "- item: %s",
          "\ud83d\udd11 %s \ud83d\ude00",
          "[%s](https://example.org)");

  /** In them the value of an assignment stands for the {@code %s}. */
  private static final List<String> KEY_ASSIGNMENTS =
      List.of(
          "api_key = \"%s\"",
          "API_KEY=%s",
          "export OPENAI_API_KEY='%s'",
          "\"client_secret\": \"%s\",",
          "Authorization: Bearer %s",
          "curl -H 'Authorization: Bearer %s' https://example.org",
          "{\\\"access_token\\\":\\\"%s\\\"}",
          "{\"accessToken\" : \"%s\"}",
          "x-api-key: %s",
          "token: %s",
          "my token is %s.",
          "secret=%s&x=1",
          "aws_secret_access_key = %s",
          "os.environ[\"API_KEY\"] = \"%s\"",
          "String apiToken = \"%s\";",
          "api_key: str = \"%s\"",
          "deploy --token %s --now",
          "<apiKey>%s</apiKey>",
          "The API key is: `%s`");

  private static final List<String> PASSWORD_ASSIGNMENTS =
      List.of(
          "password: %s",
          "db_password='%s'",
          "PGPASSWORD=%s psql",
          "PASSWORD := \"%s\"",
          "{\"password\":\"%s\"}",
          "{\"body\":\"{\\\"password\\\": \\\"%s\\\"}\"}",
          "**Password:** %s",
          "Server=db;Password=%s;Database=app",
          "user=bob&password=%s&remember=1",
          "Das Passwort lautet \"%s\"",
          "setPassword(\"%s\");",
          "<password>%s</password>",
          "login --password %s",
          "postgres://app:%s@db:5432/x",
          "https:\\/\\/app:%s@db.example.org\\/x");

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
      return text.codePoints()
          .filter(Character::isDigit)
          .mapToObj(c -> String.valueOf(Character.digit(c, 10)))
          .collect(Collectors.joining());
    }
  }

  /** Endlessly many, the same for the same seed. */
  public Stream<Secret> stream() {
    return Stream.generate(this::next);
  }

  private Secret next() {
    return switch (random.nextInt(8)) {
      case 0 -> placed("email", email());
      case 1, 2 -> placed("phone", disguised(phone()));
      case 3, 4 -> placed("card", disguised(card()));
      case 5 -> placed("key", key());
      case 6 -> assigned(KEY_ASSIGNMENTS, namedKey());
      default -> assigned(PASSWORD_ASSIGNMENTS, password());
    };
  }

  private Secret placed(String kind, String value) {
    return new Secret(kind, value, any(CONTEXTS).formatted(value));
  }

  private Secret assigned(List<String> assignments, String value) {
    return new Secret("assignment", value, any(assignments).formatted(value));
  }

  private String email() {
    String plus = random.nextBoolean() ? "+" + chars(LOWER, 4) : "";
    String sub = random.nextBoolean() ? chars(LOWER, 3) + "." : "";
    String name = any(List.of("ann.", "j_", "o'", "", "x-")) + chars(ALPHANUMERIC, 6);
    String top = any(List.of("com", "org", "co.uk", "de", "museum", "xn--p1ai"));
    return name + plus + "@" + sub + chars(LOWER, 8) + "." + top;
  }

  private String phone() {
    return switch (random.nextInt(9)) {
      case 0 -> "+1 " + area() + " " + area() + " " + chars(DIGITS, 4);
      case 1 -> "(" + area() + ") " + area() + "-" + chars(DIGITS, 4);
      case 2 -> area() + any(List.of("-", ".")) + area() + "-" + chars(DIGITS, 4);
      case 3 -> "+49 " + between(30, 89) + " " + chars(DIGITS, 4) + " " + chars(DIGITS, 3);
      case 4 -> "0" + between(30, 89) + any(List.of("/", " / ", "-")) + chars(DIGITS, 7);
      case 5 -> "0" + between(1, 5) + parted(chars(DIGITS, 8), 2, any(List.of(" ", ".", "-")));
      case 6 -> "+44" + chars("123456789", 2) + chars(DIGITS, 8);
      case 7 -> "+44 (0)20 " + chars(DIGITS, 4) + " " + chars(DIGITS, 4);
      default -> "0033 " + between(1, 7) + parted(chars(DIGITS, 8), 2, " ");
    };
  }

  private String area() {
    return chars("23456789", 1) + chars(DIGITS, 2);
  }

  private String card() {
    String issuer = any(List.of("4", "51", "55", "2221", "34", "37", "6011", "3530"));
    int length = issuer.equals("34") || issuer.equals("37") ? 15 : 16;
    String body = issuer + chars(DIGITS, length - 1 - issuer.length());
    String number = body + checkDigit(body);
    String gap = any(List.of("", " ", "-"));
    return length == 15
        ? number.substring(0, 4) + gap + number.substring(4, 10) + gap + number.substring(10)
        : parted(number, 4, gap).substring(gap.length());
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

  /** Now and then with what only looks like a digit, a blank or a hyphen, or like nothing. */
  private String disguised(String number) {
    return switch (random.nextInt(10)) {
      case 0 -> number.replace(' ', '\u00a0').replace('-', '\u2011');
      case 1 -> number.replace(' ', '\u202f').replace('-', '\u2013');
      case 2 -> number.replace('1', '\uff11').replace('5', '\uff15');
      case 3 -> number.replace("3", "\ud835\udfd1");
      case 4 -> number.substring(0, 4) + "\u200b" + number.substring(4);
      default -> number;
    };
  }

  private String key() {
    if (random.nextInt(6) == 0) {
      String body = chars(WORD, 40) + "." + chars(WORD, 43);
      return "eyJ" + chars(ALPHANUMERIC, 20) + "." + body;
    }
    KeyForm form = any(KEYS);
    return form.prefix + chars(form.alphabet, form.length);
  }

  /** With a digit: a few of letters only cannot be told from names. */
  private String namedKey() {
    return chars(ALPHANUMERIC, between(10, 30)) + chars(DIGITS, 1) + chars(ALPHANUMERIC, 10);
  }

  private String password() {
    String inner = chars(ALPHANUMERIC + "!%+$~^", 6 + random.nextInt(14));
    return chars(ALPHANUMERIC, 1) + inner + chars(ALPHANUMERIC, 1);
  }

  /** Endlessly many texts without any secret, the same for the same seed. */
  public Stream<String> innocent() {
    List<Supplier<String>> sentences =
        List.of(
            () -> "Invoice %s is due on %s".formatted(chars(DIGITS, 8), day()),
            () -> "On %s at %s:%s we met.".formatted(day(), between(10, 23), between(10, 59)),
            () -> "It took %d.%d ms, %d rows".formatted(between(1, 999), between(1, 99), number()),
            () -> "id %s-%s-7%s-8%s-%s".formatted(hex(8), hex(4), hex(3), hex(3), hex(12)),
            () -> any(List.of("sha256 ", "commit ", "etag ")) + hex(any(List.of(32, 40, 64))),
            () -> day() + "T" + between(10, 23) + ":15:30." + chars(DIGITS, 3) + "+01:00",
            () ->
                "v%d.%d.%d-rc%d".formatted(between(0, 9), between(0, 99), number(), between(1, 9)),
            () -> "%d.%d.%d.%d:8080".formatted(between(1, 255), octet(), octet(), octet()),
            () -> "%d,%s.00 EUR for %s".formatted(between(1, 9), chars(DIGITS, 3), word()),
            () -> "for (int %s = 0; i < %d; i++) {}".formatted(word(), number()),
            () -> "order %d%s of %s".formatted(between(1, 9), chars(DIGITS, 9), word()),
            () -> "order %s-%s-%s".formatted(chars(UPPER, 3), chars(DIGITS, 4), chars(DIGITS, 5)),
            () -> "ISBN 978-3-16-%s-%d".formatted(chars(DIGITS, 6), between(0, 9)),
            () -> "@%s wrote #%d to %s@%d.0".formatted(word(), number(), word(), between(1, 9)),
            () -> "{\"max_tokens\": %d, \"n\": [%d, %d]}".formatted(number(), number(), number()),
            () -> "the password is required; a token limit of " + number(),
            () -> "password = settings.get(\"%s\")".formatted(word()),
            () -> "public_key_path: /etc/%s/%s.pem".formatted(word(), word()),
            () -> "https://example.org/%s?page=%d&q=%s".formatted(word(), number(), word()),
            () -> "%s,%s,%d,%d".formatted(word(), day(), number(), number()),
            () -> "sk-%s-%s-%s-%s".formatted(word(), word(), word(), word()),
            () -> "%s %s the %s, %s %s.".formatted(word(), word(), word(), word(), word()));
    return Stream.generate(() -> any(sentences).get() + any(List.of("", "\n", " " + word())));
  }

  private String day() {
    int year = between(1990, 2040);
    int month = between(1, 12);
    int day = between(1, 28);
    return switch (random.nextInt(3)) {
      case 0 -> "%d-%02d-%02d".formatted(year, month, day);
      case 1 -> "%02d.%02d.%d".formatted(day, month, year);
      default -> "%02d/%02d/%d".formatted(month, day, year);
    };
  }

  private String word() {
    return chars(LOWER, between(2, 12));
  }

  private String hex(int count) {
    return chars("0123456789abcdef", count);
  }

  private int number() {
    return between(0, 1_000_000);
  }

  private int octet() {
    return between(0, 255);
  }

  private int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  private static String parted(String digits, int length, String by) {
    return IntStream.iterate(0, at -> at < digits.length(), at -> at + length)
        .mapToObj(at -> by + digits.substring(at, at + length))
        .collect(Collectors.joining());
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
