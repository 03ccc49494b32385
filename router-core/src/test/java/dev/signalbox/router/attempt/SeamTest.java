package dev.signalbox.router.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.chat.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeamTest {

  @Test
  void passesWhatRepeatsNothingAtOnce() {
    List<String> seen = new ArrayList<>();
    Seam seam = seam("The box is ", seen);

    seam.accept(new Piece.Text("red"));

    assertThat(seen).containsExactly("red");
  }

  @Test
  void holdsBackOnlyWhatMayYetProveToBeARepetition() {
    List<String> seen = new ArrayList<>();
    Seam seam = seam("on the kitchen table", seen);

    seam.accept(new Piece.Text("the kitchen"));
    assertThat(seen).isEmpty();
    seam.accept(new Piece.Text(" sink"));
    assertThat(seen).containsExactly("the kitchen sink");
  }

  @Test
  void takesAShortRepetitionForMeant() {
    assertThat(Seam.overlap("very", "very very good")).isZero();
  }

  @Test
  void showsWhatItHeldWhenTheRestEndsThere() {
    List<String> seen = new ArrayList<>();
    Seam seam = seam("on the kitchen table", seen);

    seam.accept(new Piece.Text("kitchen"));
    seam.end();

    assertThat(seen).containsExactly("kitchen");
  }

  @Test
  void showsTheSameInPiecesAsWhole() {
    Random random = new Random(11);
    for (int round = 0; round < 2_000; round++) {
      String before = word(random, 30);
      String after =
          (random.nextBoolean() ? before.substring(random.nextInt(before.length())) : "")
              + word(random, 20);
      List<String> seen = new ArrayList<>();
      Seam seam = seam(before, seen);
      int from = 0;
      while (from < after.length()) {
        int to = Math.min(after.length(), from + 1 + random.nextInt(4));
        seam.accept(new Piece.Text(after.substring(from, to)));
        from = to;
      }
      seam.end();

      assertThat(String.join("", seen))
          .as("%s + %s", before, after)
          .isEqualTo(after.substring(Seam.overlap(before, after)));
    }
  }

  private static Seam seam(String before, List<String> seen) {
    return new Seam(before, piece -> seen.add(((Piece.Text) piece).text()));
  }

  /** Of few letters, so that repetitions happen by chance. */
  private static String word(Random random, int longest) {
    return random
        .ints(1 + random.nextInt(longest), 'a', 'c' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
