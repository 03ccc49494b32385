package dev.signalbox.simulator.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokensTest {
  @ParameterizedTest
  @CsvSource({
    "'', 0",
    "' ', 0",
    "The capital of France is Paris., 7",
    "extraordinary, 2",
    "'12345, 6', 4",
  })
  void countsShortWordsDigitsAndSigns(String text, int tokens) {
    assertThat(Tokens.count(text)).isEqualTo(tokens);
  }

  @Test
  void cutsAtATokensEnd() {
    assertThat(Tokens.first(2, "One two three")).isEqualTo("One two");
    assertThat(Tokens.first(3, "One two three\n")).isEqualTo("One two three\n");
    assertThat(Tokens.first(0, "One")).isEmpty();
  }
}
