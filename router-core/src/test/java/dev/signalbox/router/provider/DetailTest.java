package dev.signalbox.router.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DetailTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sk-proj-abcdefghij1234567890",
        "sk-ant-api03-AAAA_bbbb-CCCC",
        "sk-abcd********************wxyz",
        "bad-key-**********test",
        "gsk_0123456789abcdef",
        "xai-0123456789abcdef",
        "pplx-0123456789abcdef",
        "AIzaSyA-0123456789_abcdef",
      })
  void hidesWhatLooksLikeAKey(String key) {
    String line =
        Detail.line("Incorrect API key provided: " + key + ". You can find yours online.");

    assertThat(line)
        .startsWith("Incorrect API key provided: [key hidden]")
        .endsWith("You can find yours online.")
        .doesNotContain(key.substring(0, 6), key.substring(key.length() - 4));
  }

  @Test
  void leavesOrdinaryWordsAlone() {
    String said = "The task-based risk-model `sk` is at https://a.example/x?y=1 (50 * 2 ** 3)";

    assertThat(Detail.line(said)).isEqualTo(said);
  }

  @Test
  void hidesTheKeyInUseWhateverItLooksLike() {
    assertThat(Detail.line("no such key: hunter2hunter2", new ApiKey("hunter2hunter2")))
        .isEqualTo("no such key: [key hidden]");
  }

  @Test
  void isOneLineThatIsNotTooLong() {
    assertThat(Detail.line("  a\r\n\tb\u0000c\u001b[31m\ud800 ")).isEqualTo("a b c [31m");
    assertThat(Detail.line("x".repeat(10_000_000))).hasSize(500).endsWith("…");
  }

  @Test
  void findsAKeyThatIsCutAtTheEndOfWhatIsRead() {
    String line = Detail.line("x ".repeat(994) + "sk-" + "a".repeat(100));

    assertThat(line).doesNotContain("sk-");
  }
}
