package dev.signalbox.app.command.calls;

import dev.signalbox.db.view.StoredPart;
import dev.signalbox.db.view.StoredReply;
import dev.signalbox.db.view.StoredRequest;
import java.util.ArrayList;
import java.util.List;

/** What was asked and what was answered, whole. */
final class MessageText {
  private final List<String> lines = new ArrayList<>();

  private MessageText() {}

  static List<String> request(StoredRequest request) {
    MessageText text = new MessageText();
    if (!request.settings().isEmpty()) {
      text.add("with", String.join("; ", request.settings()));
    }
    request.schema().ifPresent(schema -> text.add("schema", schema));
    request.tools().forEach(tool -> text.add("tool " + tool.name(), tool.description()));
    request
        .messages()
        .forEach(message -> message.parts().forEach(part -> text.add(message.role(), part)));
    return text.lines;
  }

  static List<String> answer(StoredReply reply) {
    MessageText text = new MessageText();
    reply.parts().forEach(part -> text.add("assistant", part));
    if (!reply.text().isEmpty()) {
      text.add("assistant", reply.text());
    }
    reply.refusal().ifPresent(words -> text.add("refusal", words));
    reply
        .citations()
        .forEach(citation -> text.add("source", citation.url().orElse("") + " " + citation.name()));
    return text.lines;
  }

  private void add(String role, StoredPart part) {
    switch (part) {
      case StoredPart.Text(String words) -> add(role, words);
      case StoredPart.Note(String note) -> add(role, "[" + note + "]");
      case StoredPart.Reasoning(String words) -> add(role + ", reasoning", words);
      case StoredPart.ToolCall(_, String tool, String arguments) ->
          add(role + ", calls " + tool, arguments);
      case StoredPart.ToolResult(_, String tool, String result, boolean failed) ->
          add(role + ", " + tool + (failed ? " failed" : " returned"), result);
    }
  }

  /** The name on a line of its own, and the words below it, for they have lines of their own. */
  private void add(String name, String words) {
    lines.add("  " + Printable.line(name, 100) + ":");
    Printable.block(words).lines().forEach(line -> lines.add("    " + line));
  }
}
