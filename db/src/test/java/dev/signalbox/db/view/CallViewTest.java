package dev.signalbox.db.view;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.db.MigratedDatabase;
import dev.signalbox.db.calllog.Packing;
import dev.signalbox.router.catalog.Catalog;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Reads a conversation with tools as the call log wrote it. */
final class CallViewTest {
  @RegisterExtension private static final MigratedDatabase DATABASE = new MigratedDatabase();

  private static CallView calls;

  @BeforeAll
  static void fill() {
    SampleConversation.insert(DATABASE.get());
    calls = Views.over(DATABASE.get().jdbi(), Catalog.shipped()).calls();
  }

  @Test
  void showsAConversationWithToolsPartByPart() {
    StoredRequest request = conversation().request().orElseThrow();

    assertThat(request.messages())
        .extracting(StoredRequest.Message::role)
        .containsExactly("user", "assistant", "tool");
    assertThat(request.messages().getFirst().parts())
        .containsExactly(
            new StoredPart.Text("Which of these is sunny?"),
            new StoredPart.Note(
                "PDF trips.pdf, 3 bytes, SHA-256 "
                    + "709e80c88487a2411e1ee4dfb9f22a861492d20c4765150c0c794abd70f8147c"),
            new StoredPart.Note("PDF at https://example.org/more.pdf"));
    assertThat(request.messages().get(1).parts())
        .contains(
            new StoredPart.Reasoning("Rome is the first."),
            new StoredPart.ToolCall("call_1", "weather", "{\"city\":\"Rome\"}"),
            new StoredPart.ToolCall("call_2", "weather", "{\"city\":\"Atlantis\"}"));
    assertThat(request.messages().getLast().parts())
        .containsExactly(
            new StoredPart.ToolResult("call_1", "weather", "31 degrees", false),
            new StoredPart.ToolResult("call_2", "weather", "no such city", true));
    assertThat(request.tools())
        .extracting(StoredRequest.Tool::name, StoredRequest.Tool::description)
        .containsExactly(tuple("weather", "Of a city"));
    assertThat(request.settings())
        .containsExactly(
            "JSON",
            "effort low",
            "has to call weather",
            "one tool call at a time",
            "reasoning shown",
            "web search");
  }

  @Test
  void showsWhatAnAnswerHoldsBesideItsText() {
    CallDetail detail = conversation();

    StoredReply reply = detail.reply().orElseThrow();
    assertThat(reply.text()).isEqualTo("Rome is sunny.");
    assertThat(reply.parts())
        .hasSize(3)
        .startsWith(new StoredPart.Reasoning("Now the other one."))
        .endsWith(new StoredPart.ToolCall("call_3", "weather", "{\"city\":\"Oslo\"}"));
    assertThat(reply.refusal()).contains("No word on Atlantis.");
    assertThat(reply.citations())
        .extracting(StoredReply.Citation::name, StoredReply.Citation::link)
        .containsExactly(
            tuple("Rome today", Optional.of("https://example.org/rome")),
            tuple("javascript:alert(1)", Optional.empty()),
            tuple("trips.pdf", Optional.empty()));
    assertThat(detail.attempts().getFirst().cacheWriteHourTokens()).hasValue(30);
    assertThat(detail.attempts().getFirst().searches()).hasValue(2);
  }

  /** A signature says nothing to people, and may say more to others. */
  @Test
  void keepsOnlyTheHashOfWhatOneProviderAloneCanRead() {
    String row =
        DATABASE.rows("select body from call_payload").stream()
            .map(payload -> Packing.unpack((byte[]) requireNonNull(payload.get("body"))))
            .collect(Collectors.joining());

    assertThat(row).contains("\"bound\"", "Rome is sunny.").doesNotContain("EqRkLz");
    assertThat(conversation().reply().orElseThrow().parts().get(1))
        .isInstanceOfSatisfying(
            StoredPart.Note.class,
            note -> assertThat(note.note()).startsWith("for anthropic alone, SHA-256 "));
  }

  @Test
  void namesACallByWhatAToolAnsweredLast() {
    assertThat(
            calls
                .list(
                    CallFilter.of(Optional.of("plan-trip"), Optional.empty()),
                    Optional.empty(),
                    CallView.PAGE)
                .calls())
        .extracting(CallList.Row::asked)
        .containsExactly(Optional.of("31 degrees no such city"));
  }

  private static CallDetail conversation() {
    return calls.find(SampleConversation.ID).orElseThrow();
  }
}
