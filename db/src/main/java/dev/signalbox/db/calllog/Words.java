package dev.signalbox.db.calllog;

import dev.signalbox.db.column.Json;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What can be searched for in a call: the words of its prompt and of its answer. */
final class Words {
  /** PostgreSQL takes at most a megabyte of words. */
  static final int MOST = 200_000;

  private static final Set<String> SPOKEN =
      Set.of("text", "content", "arguments", "reasoning", "refusal", "title", "quote");

  private Words() {}

  static String of(LoggedCall logged) {
    StringBuilder words = new StringBuilder();
    collect(Json.read(logged.request()), words);
    if (logged.reply() != null) {
      collect(Json.read(logged.reply()), words);
    }
    words.setLength(Math.min(words.length(), MOST));
    if (!words.isEmpty() && Character.isHighSurrogate(words.charAt(words.length() - 1))) {
      words.setLength(words.length() - 1);
    }
    return words.toString();
  }

  private static void collect(JsonNode node, StringBuilder words) {
    for (var field : node.properties()) {
      if (field.getValue().isString() && SPOKEN.contains(field.getKey())) {
        words.append(field.getValue().stringValue()).append('\n');
      } else {
        collect(field.getValue(), words);
      }
    }
    if (node.isArray()) {
      node.forEach(item -> collect(item, words));
    }
  }
}
