package dev.signalbox.db.view;

import dev.signalbox.db.Database;
import dev.signalbox.db.calllog.StoredCalls;
import dev.signalbox.router.Origin;
import dev.signalbox.router.RoutedCall;
import dev.signalbox.router.attempt.Attempt;
import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Citation;
import dev.signalbox.router.chat.Effort;
import dev.signalbox.router.chat.FinishReason;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.chat.ResponseFormat;
import dev.signalbox.router.chat.Revision;
import dev.signalbox.router.chat.Role;
import dev.signalbox.router.chat.Tool;
import dev.signalbox.router.chat.ToolUse;
import dev.signalbox.router.chat.Usage;
import dev.signalbox.router.decision.Decision;
import dev.signalbox.router.decision.Situation;
import dev.signalbox.router.move.Move;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.provider.Exchange;
import dev.signalbox.router.provider.Limits;
import dev.signalbox.router.table.TableVersion;
import dev.signalbox.router.table.Target;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import tools.jackson.databind.node.JsonNodeFactory;

/** A call with everything that a request and an answer can hold. */
public final class SampleConversation {
  public static final UUID ID = UUID.fromString("0197a3c0-0000-7000-8000-00000000c0de");

  private static final Target SONNET = Target.of("anthropic", "claude-sonnet-5");
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private SampleConversation() {}

  /** Writes it to the call log, as the router would. */
  public static void insert(Database database) {
    StoredCalls.store(database, call());
  }

  private static RoutedCall call() {
    Instant start = Instant.parse("2026-01-05T10:00:00Z");
    return new RoutedCall(
        ID,
        Origin.TRAFFIC,
        "plan-trip",
        new TableVersion(1, "3fa9c1"),
        "shipped",
        false,
        start,
        Duration.ofSeconds(3),
        request(),
        new Decision(
            List.of(),
            List.of(),
            false,
            new Situation(LocalDate.EPOCH, List.of(), List.of(), OptionalInt.empty(), 0)),
        List.of(
            new Attempt(
                1,
                Attempt.Kind.ORDINARY,
                SONNET,
                true,
                start,
                Duration.ZERO,
                Limits.of(Duration.ofSeconds(8)),
                Duration.ofSeconds(3),
                Exchange.unanswered(new Outcome.Answered(reply())),
                Optional.empty(),
                Optional.empty(),
                new Move.Stop("answered"))),
        new RoutedCall.Result.Answered(SONNET, reply(), false));
  }

  private static ChatRequest request() {
    Tool weather = new Tool("weather", "Of a city", JSON.objectNode().put("type", "object"), true);
    return ChatRequest.of(
            new Message(
                Role.USER,
                List.of(
                    new Part.Text("Which of these is sunny?"),
                    new Part.InlinePdf("trips.pdf", "AAAA"),
                    new Part.LinkedPdf(URI.create("https://example.org/more.pdf")))),
            new Message(
                Role.ASSISTANT,
                List.of(
                    new Part.Reasoning("Rome is the first."),
                    new Part.Bound("anthropic", JSON.objectNode().put("signature", "EqRkLzM")),
                    new Part.ToolCall("call_1", "weather", "{\"city\":\"Rome\"}"),
                    new Part.ToolCall("call_2", "weather", "{\"city\":\"Atlantis\"}"))),
            Message.toolResults(
                new Part.ToolResult("call_1", "weather", "31 degrees", false),
                new Part.ToolResult("call_2", "weather", "no such city", true)))
        .change()
        .format(new ResponseFormat.JsonObject())
        .toolUse(new ToolUse(List.of(weather), new ToolUse.Choice.Named("weather"), false))
        .effort(Effort.LOW)
        .showReasoning(true)
        .search(true)
        .conversation("trip-7")
        .build();
  }

  private static Reply reply() {
    return new Reply(
        List.of(
            new Part.Reasoning("Now the other one."),
            new Part.Bound("anthropic", JSON.objectNode().put("signature", "EqRkLzN")),
            new Part.Text("Rome is sunny."),
            new Part.ToolCall("call_3", "weather", "{\"city\":\"Oslo\"}")),
        Optional.of("No word on Atlantis."),
        List.of(
            new Citation(
                Optional.of("https://example.org/rome"),
                Optional.of("Rome today"),
                Optional.of("31 degrees")),
            Citation.of("javascript:alert(1)"),
            new Citation(Optional.empty(), Optional.of("trips.pdf"), Optional.empty())),
        FinishReason.TOOL_CALLS,
        new Usage(100, 20, 50, 40, 10, 30, 2),
        new Revision("claude-sonnet-5", Optional.empty()),
        Optional.empty());
  }
}
