package dev.signalbox.router.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RedactorTest {
  private static final Redactor REDACTOR = Redactor.standard();

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
      })
  void leavesOtherTextAlone(String text) {
    assertThat(REDACTOR.redact(text)).isSameAs(text);
  }

  @Test
  void hidesTenThousandGeneratedSecrets() {
    GeneratedSecrets secrets = new GeneratedSecrets(20261125);

    List<GeneratedSecrets.Secret> leaked =
        secrets.stream()
            .limit(10_000)
            .filter(secret -> secret.isLeft(REDACTOR.redact(secret.text())))
            .toList();

    assertThat(leaked).isEmpty();
  }

  @Test
  void leavesTenThousandInnocentTextsAlone() {
    Random random = new Random(99);
    long changed =
        IntStream.range(0, 10_000)
            .mapToObj(_ -> GeneratedSecrets.innocent(random))
            .filter(text -> !REDACTOR.redact(text).equals(text))
            .peek(text -> System.out.println("changed: " + text + " -> " + REDACTOR.redact(text)))
            .count();

    assertThat(changed).as("of 10,000").isLessThan(50);
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
        "\\\\n"
      })
  void takesTimeInProportionToHostileTexts(String piece) {
    String hostile = piece.repeat(1_000_000 / piece.length());

    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertThat(REDACTOR.redact(hostile)).isNotEmpty());
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
