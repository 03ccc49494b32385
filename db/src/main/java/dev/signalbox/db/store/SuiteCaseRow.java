package dev.signalbox.db.store;

import dev.signalbox.db.column.Code;
import dev.signalbox.db.column.Json;
import dev.signalbox.db.column.Storable;
import dev.signalbox.eval.golden.GoldenCase;
import dev.signalbox.eval.golden.GoldenSuite;
import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A row of {@code suite_case}. */
public record SuiteCaseRow(
    String suite,
    String suiteVersion,
    int ordinal,
    String caseId,
    String caseHash,
    String prompt,
    String expected,
    boolean critical,
    List<String> tags) {

  static List<SuiteCaseRow> of(GoldenSuite suite) {
    List<SuiteCaseRow> rows = new ArrayList<>();
    for (GoldenCase golden : suite.cases()) {
      rows.add(of(suite, rows.size() + 1, golden));
    }
    return rows;
  }

  private static SuiteCaseRow of(GoldenSuite suite, int ordinal, GoldenCase golden) {
    return new SuiteCaseRow(
        Storable.text(suite.name()),
        suite.version(),
        ordinal,
        Storable.text(golden.id()),
        golden.hash(),
        Storable.text(prompt(golden.request())),
        Json.text(golden.expected()),
        golden.critical(),
        golden.tags().stream().map(Storable::text).sorted().toList());
  }

  /** For people: what the user says, and under its role what anybody else does. */
  private static String prompt(ChatRequest request) {
    return request.messages().stream().map(SuiteCaseRow::shown).collect(Collectors.joining("\n\n"));
  }

  private static String shown(Message message) {
    String text = message.parts().stream().map(SuiteCaseRow::shown).collect(Collectors.joining());
    return switch (message.role()) {
      case USER -> text;
      case SYSTEM, ASSISTANT, TOOL -> Code.of(message.role()) + ": " + text;
    };
  }

  private static String shown(Part part) {
    return switch (part) {
      case Part.Text(String text) -> text;
      case Part.InlineImage image -> "[" + image.mediaType() + "]";
      case Part.LinkedImage(var url) -> "[" + url + "]";
      case Part.InlinePdf pdf -> "[" + pdf.name() + "]";
      case Part.LinkedPdf(var url) -> "[" + url + "]";
      case Part.ToolCall call -> "[calls " + call.name() + " with " + call.arguments() + "]";
      case Part.ToolResult result -> "[" + result.toolName() + ": " + result.content() + "]";
      case Part.Reasoning _, Part.Bound _ -> "";
    };
  }
}
