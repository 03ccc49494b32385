package dev.signalbox.router.provider.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.router.chat.Part;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The ids of one conversation's tool calls as they go to a server. A call may come from another
 * provider, which gave it no id, or one that this server would not take; the same call always gets
 * the same id, or prompt caches would miss. Not thread-safe.
 */
final class CallIds {
  private static final Pattern SHORT = Pattern.compile("[A-Za-z0-9]{9}");

  /** The longest that OpenAI takes. */
  private static final int LONGEST = 40;

  private static final int DIGITS = 9;
  private static final int RADIX = 36;
  private static final long SHORT_IDS = (long) Math.pow(RADIX, DIGITS);

  private final boolean shortIds;

  /** Of each tool, the ids of calls that came without one and have no result yet. */
  private final Map<String, Deque<String>> unanswered = new HashMap<>();

  private int calls;

  CallIds(boolean shortIds) {
    this.shortIds = shortIds;
  }

  /** The id of the conversation's next call. */
  String of(Part.ToolCall call) {
    calls++;
    if (!call.id().isEmpty()) {
      return fitting(call.id());
    }
    String id = fitting("call_" + calls);
    unanswered.computeIfAbsent(call.name(), _ -> new ArrayDeque<>()).add(id);
    return id;
  }

  /** The id of the call that the conversation's next result answers. */
  String of(Part.ToolResult result) {
    if (!result.callId().isEmpty()) {
      return fitting(result.callId());
    }
    Deque<String> open = unanswered.get(result.toolName());
    String id = open == null ? null : open.poll();
    return id == null ? "" : id;
  }

  private String fitting(String id) {
    if (shortIds) {
      return SHORT.matcher(id).matches() ? id : hash(id);
    }
    return id.length() <= LONGEST ? id : hash(id);
  }

  private static String hash(String id) {
    long bits = UUID.nameUUIDFromBytes(id.getBytes(UTF_8)).getLeastSignificantBits();
    String digits = Long.toString(Math.floorMod(bits, SHORT_IDS), RADIX);
    return "0".repeat(DIGITS - digits.length()) + digits;
  }
}
