package dev.signalbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerBookTest {
  private static final AnswerBook.Entry ENTRY =
      new AnswerBook.Entry("Name  a\ncolour. ", "red", List.of("loud"));

  @Test
  void findsAPromptWhateverItsWhiteSpace() {
    AnswerBook book = AnswerBook.of(List.of(ENTRY));

    assertThat(book.find(" Name a colour.")).contains(ENTRY);
    assertThat(book.find("name a colour.")).isEmpty();
  }

  @Test
  void takesOnePromptFromTwoSuitesWhenTheyAgree() {
    AnswerBook.Entry same = new AnswerBook.Entry("Name a colour.", "red", List.of("slow"));

    assertThat(AnswerBook.of(List.of(ENTRY, same)).entries()).containsExactly(ENTRY);
  }

  @Test
  void refusesTwoGoodAnswersToOnePrompt() {
    AnswerBook.Entry other = new AnswerBook.Entry("Name a colour.", "blue", List.of("slow"));

    assertThatThrownBy(() -> AnswerBook.of(List.of(ENTRY, other)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two different good answers to: Name a colour.");
  }

  @Test
  void refusesAnEntryWithoutAWrongAnswer() {
    assertThatThrownBy(() -> new AnswerBook.Entry("Why?", "Because.", List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no wrong answer to: Why?");
  }
}
