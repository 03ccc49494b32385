package dev.signalbox.dashboard.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.dashboard.diff.WordDiff.Piece;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WordDiffTest {

  @Test
  void marksTheWordsThatOnlyOneTextHas() {
    WordDiff diff = WordDiff.of("the red fox jumps", "the brown fox sleeps here");

    assertThat(diff.before())
        .containsExactly(
            new Piece("the ", false),
            new Piece("red ", true),
            new Piece("fox ", false),
            new Piece("jumps", true));
    assertThat(diff.after())
        .containsExactly(
            new Piece("the ", false),
            new Piece("brown ", true),
            new Piece("fox ", false),
            new Piece("sleeps here", true));
  }

  @Test
  void takesAmountsAndDatesWhole() {
    assertThat(WordDiff.of("1281.50 EUR", "1.281,50 EUR").after())
        .containsExactly(new Piece("1.281,50 ", true), new Piece("EUR", false));
  }

  @Test
  void seesNoDifferenceInWhiteSpaceAlone() {
    assertThat(WordDiff.of("a  b\nc", "a b c").after()).noneMatch(Piece::differs);
  }

  @ParameterizedTest
  @CsvSource({"'',''", "'','x'", "' a','a '", "'{\"k\": 1}','{\"k\":2}'", "'日本語 text','日本 text'"})
  void losesNothingOfEitherText(String before, String after) {
    WordDiff diff = WordDiff.of(before, after);

    assertThat(joined(diff.before())).isEqualTo(before);
    assertThat(joined(diff.after())).isEqualTo(after);
  }

  @Test
  void comparesVeryLongTextsInBoundedTime() {
    String text = "word ".repeat(100_000);

    WordDiff diff = WordDiff.of(text, text + "more");

    assertThat(joined(diff.after())).isEqualTo(text + "more");
    assertThat(diff.after()).hasSize(2);
  }

  private static String joined(List<Piece> pieces) {
    return pieces.stream().map(Piece::text).collect(Collectors.joining());
  }
}
