package dev.signalbox.router.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RedactorTest {
  private static final Redactor REDACTOR = Redactor.standard();

  /** Of 10,000: cards have one of ten numbers of their length, and a few more look like phones. */
  private static final int MOST_CHANGED = 20;

  /** What secrets are made of, and what stands around them. */
  private static final List<String> PIECES =
      List.of(
          "a@b.example",
          "@",
          "://u:",
          "https://",
          "/",
          ".",
          ":",
          "=",
          " ",
          "\n",
          "\"",
          "'",
          "\\\"",
          "password",
          "token",
          "api_key",
          "Bearer ",
          " is ",
          "[email]",
          "[password]",
          "[key]",
          "[",
          "]",
          "(",
          ")",
          "sk-aB3aB3aB3aB3aB3aB3aB3aB3",
          "4111 1111 1111 1111",
          "+49 30 901820",
          "0",
          "030-123456",
          "15",
          "-",
          "--",
          "abcdefgh",
          "x1y2z3w4v5",
          ",",
          ";",
          "&",
          "<",
          ">",
          "$",
          "{",
          "-----BEGIN PRIVATE KEY-----",
          "-----END PRIVATE KEY-----",
          "\u200b",
          "\u00a0",
          "\\u0040",
          "eyJabcdefgh.abcdefgh.ab");

  /** {@code -Dsignalbox.fuzz.seed=N} repeats a run whose seed was printed. */
  private static long seed() {
    return Long.getLong("signalbox.fuzz.seed", ThreadLocalRandom.current().nextLong());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "write to ann.lee+news@mail.example.co.uk, please|write to [email], please",
        "ünal@köln.example!|[email]!",
        "call +49 (0)30 901820-15 now|call [phone] now",
        "call 030 / 90 18 20 now|call [phone] now",
        "(415) 555-2671 or 415-555-2671|[phone] or [phone]",
        "01 42 68 53 00 is Paris|[phone] is Paris",
        "card 4111 1111 1111 1111, 12/29|card [card], 12/29",
        "no 12 4111-1111-1111-1111 7|no 12 [card] 7",
        "4111１１１１ 1111\u00a01111|[card]",
        "41\u200b11 1111 1111 1111|[card]",
        "amex 378282246310005|amex [card]",
        "key sk-proj-abcdEFGH1234567890abcd!|key [key]!",
        "{\"k\":\"\\nsk-ant-api03-abcdefghij0123456789\"}|{\"k\":\"\\n[key]\"}",
        "AKIAIOSFODNN7EXAMPLE|[key]",
        "export API_KEY=abcdef123456|export API_KEY=[key]",
        "\"client_secret\": \"a1b2c3d4e5\"|\"client_secret\": \"[key]\"",
        "{\\\"password\\\":\\\"correct horse\\\"}|{\\\"password\\\":\\\"[password]\\\"}",
        "{\\\\\"access_token\\\\\":\\\\\"a1b2c3d4e5\\\\\"}|{\\\\\"access_token\\\\\":\\\\\"[key]\\\\\"}",
        "the password is hunter2hunter|the password is [password]",
        "Authorization: Bearer abcdefgh12345678|Authorization: Bearer [key]",
        "postgres://app:s3cr3t@db/x|postgres://app:[password]@db/x",
        "-----BEGIN PRIVATE KEY-----\\nMIIE|[key]",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abcdefghijk|[key]",
        "{\"a\":\"\\nann@mail.example.org\"}|{\"a\":\"\\n[email]\"}",
        "ann\\u0040mail.example.org|[email]",
        "ring 415-555-2671x12 or +33 1 42 68 53 00.|ring [phone] or [phone].",
        "Tel.: 07911123456, \"phone\": \"5551234\"|Tel.: [phone], \"phone\": \"[phone]\"",
        "+49 30 901820 15:30|[phone] 15:30",
        "password: correcthorse|password: [password]",
        "password = \"ab\\\"cdefghij\"|password = \"[password]\"",
        "{\"p\":\"{\\\"pwd\\\":\\\"a(b,c)d;e1\\\"}\"}|{\"p\":\"{\\\"pwd\\\":\\\"[password]\\\"}\"}",
        "mysql --password hunter22 app|mysql --password [password] app",
        "<password>correct horse</password>|<password>[password]</password>",
        "setPassword(\"hunter22\")|setPassword(\"[password]\")",
        "Pwd=ab,c;d12345;Database=x|Pwd=[password];Database=x",
        "api_key: str = \"a1b2c3d4e5f6\"|api_key: str = \"[key]\"",
        "the API key is: a1b2c3d4e5f6|the API key is: [key]",
        "Authorization: Basic QWxhZGRpbg==|Authorization: Basic [key]",
        "postgres://u:p@ss:w@db.example.org/x|postgres://u:[password]@db.example.org/x",
        "{\"url\":\"https:\\/\\/u:hunter2@db\\/x\"}|{\"url\":\"https:\\/\\/u:[password]@db\\/x\"}",
      })
  void replacesSecretsAndPersonalData(String text, String expected) {
    assertThat(REDACTOR.redact(text)).isEqualTo(expected);
    assertThat(REDACTOR.redact(expected)).as("again").isSameAs(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The invoice INV-2026-0417 of 2026-03-01 is over 1,280.50 EUR.",
        "order 20260301123456 shipped, tracking 1Z999AA10123456784",
        "at 2026-03-01T10:15:30Z, 10:15 on 01.02.2026",
        "version 3.14.159 at 192.168.10.254, ISBN 978-3-16-148410-0",
        "id 0197a3c0-0000-7000-8000-00000000c0de, sha 9f86d081884c7d659a2feaa0c55ad015",
        "the password is required; a token limit: 4096",
        "4111 1111 1111 1112 has a wrong check digit",
        "user@ and @handle, a@b",
        "basic understanding of secret sauces",
        "1234567890123456",
        "password = decoded(group(\"x\")), password = settings.get(\"x\"), password: ${DB_PASSWORD}, password=$DB_PASSWORD, pwd: ********",
        "eos_token = endOfText, token_uri: https://example.org/oauth/token, tokenizer: abcdef123456",
        "sk-learn-based-classification-of-texts",
        "layers 128 256 512 1024, dates 01.02.2026 12 items, 05/06/2024 - 07/08/2024",
        "0.4111111111111111 and 01 02 03 04 05 06 07",
        "-----BEGIN PRIVATE KEY----- is how such a file begins, -----BEGIN CERTIFICATE-----",
        "C:\\new\\table \\d+ \\u12 \\ \ud83d\ude00 \ud83d e\u0301 \u200d",
      })
  void leavesOtherTextAlone(String text) {
    assertThat(REDACTOR.redact(text)).isSameAs(text);
  }

  @Test
  void findsAPrivateKeyToItsEndAndNoFurther() {
    String key = "-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc=\n-----END RSA PRIVATE KEY-----";

    assertThat(REDACTOR.redact("a\n" + key + "\nb")).isEqualTo("a\n[key]\nb");
    assertThat(REDACTOR.redact("-----BEGIN PRIVATE KEY-----\nMIIE\nabcd\n\nThat was cut off"))
        .isEqualTo("[key]\n\nThat was cut off");
  }

  @Test
  void hidesAKeyOfAnyLengthWhole() {
    assertThat(REDACTOR.redact("sk-" + "aB3".repeat(10_000) + ".")).isEqualTo("[key].");
    assertThat(REDACTOR.redact("password=\"" + "x y".repeat(1_000) + "\""))
        .isEqualTo("password=\"[password]\"");
  }

  @Test
  void hidesTenThousandGeneratedSecretsAndFindsNothingInWhatIsLeft() {
    long seed = seed();
    Iterator<GeneratedSecrets.Secret> secrets = new GeneratedSecrets(seed).stream().iterator();
    Random random = new Random(seed);
    for (int made = 0; made < 10_000; ) {
      List<GeneratedSecrets.Secret> some = new ArrayList<>();
      for (int i = random.nextInt(3); i >= 0; i--) {
        some.add(secrets.next());
      }
      String text = some.stream().map(secret -> secret.text()).collect(Collectors.joining("\n"));

      String redacted = REDACTOR.redact(text);

      assertThat(some)
          .as("seed %d: %s became %s", seed, text, redacted)
          .noneMatch(secret -> secret.isLeft(redacted));
      assertThat(REDACTOR.redact(redacted)).as("seed %d: %s", seed, text).isSameAs(redacted);
      made += some.size();
    }
  }

  @Test
  void leavesTenThousandInnocentTextsAlone() {
    long seed = seed();
    List<String> changed =
        new GeneratedSecrets(seed)
            .innocent()
            .limit(10_000)
            .filter(text -> !REDACTOR.redact(text).equals(text))
            .toList();

    System.out.printf(
        "redaction: %d of 10,000 innocent texts changed, seed %d%n", changed.size(), seed);
    assertThat(changed).as("seed %d", seed).hasSizeLessThan(MOST_CHANGED);
  }

  @Test
  void redactsNothingTwiceWhateverTheText() {
    long seed = seed();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      String text =
          random
              .ints(1 + random.nextInt(12), 0, PIECES.size())
              .mapToObj(PIECES::get)
              .collect(Collectors.joining());

      String redacted = REDACTOR.redact(text);

      assertThat(REDACTOR.redact(redacted)).as("seed %d: %s", seed, text).isSameAs(redacted);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@",
        "1 ",
        "4",
        "sk-",
        "sk-a",
        "----",
        "://a:",
        "password: ",
        "-----BEGIN ",
        "+1-",
        "eyJ",
        "a.",
        "token=\"",
        "token=x.",
        "token:a://",
        "password=$a_",
        "-----BEGIN PRIVATE KEY-----",
        "a@b.cc ",
        "(1",
        "sk-a_",
        "\\\\n",
        "\\\\",
        "tel 1",
        "[email]",
        "ann@x.de:password=\"",
      })
  void takesTimeInProportionToHostileTexts(String piece) {
    String hostile = piece.repeat(1_000_000 / piece.length());

    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(10), () -> assertThat(REDACTOR.redact(hostile)).isNotEmpty());
  }

  @Test
  void takesRulesOfTheUsersOwn() {
    Redactor own = REDACTOR.with(List.of(Redactor.Rule.of("customer", "K-[0-9]{8}")));

    assertThat(own.redact("K-12345678 wrote from a@b.example"))
        .isEqualTo("[customer] wrote from [email]");
    assertThat(own.redact("K-1234567")).isEqualTo("K-1234567");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Customer|K-[0-9]|a rule's name has lower-case letters, digits and hyphens, and begins with a letter",
        "customer|K-[|this is no regular expression (RE2 syntax): missing closing ]",
        "customer|x*|this pattern fits nothing at all, and so everything",
      })
  void refusesARuleThatCannotBeOne(String name, String regex, String why) {
    assertThatThrownBy(() -> Redactor.Rule.of(name, regex))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(why);
  }
}
