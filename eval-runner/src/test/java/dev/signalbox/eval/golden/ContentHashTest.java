package dev.signalbox.eval.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Effort;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.ResponseFormat;
import dev.signalbox.router.chat.Role;
import dev.signalbox.router.chat.Sampling;
import dev.signalbox.router.chat.Tool;
import dev.signalbox.router.chat.ToolUse;
import java.net.URI;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

final class ContentHashTest {
  private static final ObjectNode SCHEMA =
      JsonNodeFactory.instance.objectNode().put("type", "object");
  private static final ChatRequest PLAIN = ChatRequest.of(Message.user("What is due?"));
  private static final Tool CLOCK = new Tool("clock", "", SCHEMA, false);

  /** Baselines hang on these values, which the first release gave. */
  @Test
  void staysWhatItWasForWhatTheFirstReleaseKnew() {
    ChatRequest full =
        ChatRequest.of(
                Message.system("Be brief."),
                new Message(
                    Role.USER,
                    List.of(
                        new Part.Text("What is due?"),
                        new Part.InlineImage("image/png", "AAAA"),
                        new Part.LinkedImage(URI.create("https://example.org/a.png")))),
                Message.assistant("42"),
                Message.user("Sure?"))
            .change()
            .format(new ResponseFormat.JsonSchema("invoice", SCHEMA, true))
            .maxOutputTokens(300)
            .sampling(Sampling.of(OptionalDouble.of(0.5), OptionalDouble.of(0.9)))
            .stop(List.of("END"))
            .build();

    assertThat(hash(PLAIN))
        .isEqualTo("2ccd35c0e31c5ad3bf35c1b521990f87d2ba22a24df4d706184b0630c87ad7d3");
    assertThat(hash(full))
        .isEqualTo("2b65e38f582e5207f22a21e910618b20d0f9fc20b679d3ba2e3d3e50abdc06eb");
  }

  @Test
  void changesWithEverySettingThatDecidesTheAnswer() {
    ToolUse parallel = ToolUse.of(CLOCK);
    List<ChatRequest> requests =
        List.of(
            PLAIN,
            PLAIN.change().format(new ResponseFormat.JsonObject()).build(),
            PLAIN.change().effort(Effort.LOW).build(),
            PLAIN.change().effort(Effort.HIGH).build(),
            PLAIN.change().search(true).build(),
            PLAIN.change().sampling(topK(5)).build(),
            PLAIN.change().sampling(seed(5)).build(),
            PLAIN.change().sampling(penalties(0.5, 0)).build(),
            PLAIN.change().sampling(penalties(0, 0.5)).build(),
            PLAIN.change().toolUse(parallel).build(),
            PLAIN.change().toolUse(new ToolUse(parallel.tools(), auto(), false)).build(),
            PLAIN.change().toolUse(choosing(new ToolUse.Choice.None())).build(),
            PLAIN.change().toolUse(choosing(new ToolUse.Choice.Required())).build(),
            PLAIN.change().toolUse(choosing(new ToolUse.Choice.Named("clock"))).build());

    assertThat(requests).extracting(ContentHashTest::hash).doesNotHaveDuplicates();
  }

  @Test
  void changesWithEveryKindOfPart() {
    List<ChatRequest> requests =
        List.of(
            PLAIN,
            PLAIN.followedBy(user(new Part.InlinePdf("a.pdf", "AAAA"))),
            PLAIN.followedBy(user(new Part.InlinePdf("b.pdf", "AAAA"))),
            PLAIN.followedBy(user(new Part.LinkedImage(URI.create("https://example.org/a")))),
            PLAIN.followedBy(user(new Part.LinkedPdf(URI.create("https://example.org/a")))),
            PLAIN.followedBy(assistant(new Part.ToolCall("1", "clock", "{}"))),
            PLAIN.followedBy(assistant(new Part.Reasoning("{}"))),
            PLAIN.followedBy(assistant(new Part.Bound("acme", SCHEMA))),
            PLAIN.followedBy(Message.toolResults(new Part.ToolResult("1", "clock", "noon", false))),
            PLAIN.followedBy(Message.toolResults(new Part.ToolResult("1", "clock", "noon", true))));

    assertThat(requests).extracting(ContentHashTest::hash).doesNotHaveDuplicates();
  }

  @Test
  void isTheSameWhateverTheConversationIsNamed() {
    assertThat(hash(PLAIN.change().conversation("c-1").build())).isEqualTo(hash(PLAIN));
  }

  private static String hash(ChatRequest request) {
    return ContentHash.of(request, JsonNodeFactory.instance.stringNode("42"));
  }

  private static Message user(Part part) {
    return new Message(Role.USER, List.of(part));
  }

  private static Message assistant(Part part) {
    return new Message(Role.ASSISTANT, List.of(part));
  }

  private static ToolUse choosing(ToolUse.Choice choice) {
    return new ToolUse(List.of(CLOCK), choice, true);
  }

  private static ToolUse.Choice auto() {
    return new ToolUse.Choice.Auto();
  }

  private static Sampling topK(int value) {
    return sampling(OptionalInt.of(value), OptionalLong.empty(), 0, 0);
  }

  private static Sampling seed(long value) {
    return sampling(OptionalInt.empty(), OptionalLong.of(value), 0, 0);
  }

  private static Sampling penalties(double frequency, double presence) {
    return sampling(OptionalInt.empty(), OptionalLong.empty(), frequency, presence);
  }

  private static Sampling sampling(
      OptionalInt topK, OptionalLong seed, double frequency, double presence) {
    return new Sampling(
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        topK,
        seed,
        OptionalDouble.of(frequency),
        OptionalDouble.of(presence));
  }
}
