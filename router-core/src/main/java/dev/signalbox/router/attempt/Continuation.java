package dev.signalbox.router.attempt;

import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Citation;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.chat.Usage;
import dev.signalbox.router.provider.PieceSink;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Going on with an answer that broke off after the caller had seen its beginning.
 *
 * @param begun what the caller has seen
 */
public record Continuation(Reply begun) {
  private static final String INSTRUCTION =
      "Your answer above was interrupted. Go on exactly where it breaks off, in the middle of a"
          + " word if need be. Repeat nothing, and say nothing about the interruption.";

  /**
   * The request for the rest.
   *
   * @param prefill whether the model goes on with an answer that was begun for it
   */
  public ChatRequest request(ChatRequest original, boolean prefill) {
    String text = begun.text();
    // An answer begun with white space at its end is refused where prefilling is known at all.
    boolean begin = prefill && text.equals(text.stripTrailing());
    return begin
        ? original.followedBy(Message.assistant(text))
        : original.followedBy(Message.assistant(text), Message.user(INSTRUCTION));
  }

  /** Where the rest goes: on to {@code sink}, without what it repeats. */
  public Seam seam(PieceSink sink) {
    return new Seam(begun.text(), sink);
  }

  /** Both as one answer, which ends as the rest does. */
  public Reply join(Reply rest) {
    List<Part> content = new ArrayList<>(begun.content());
    content.removeIf(part -> part instanceof Part.Bound); // signs only what its own answer had
    String repeated = rest.text().substring(0, Seam.overlap(begun.text(), rest.text()));
    content.addAll(without(repeated.length(), rest.content()));
    Set<Citation> citations = new LinkedHashSet<>(begun.citations());
    citations.addAll(rest.citations());
    return new Reply(
        content,
        rest.refusal(),
        List.copyOf(citations),
        rest.finish(),
        sum(begun.usage(), rest.usage()),
        rest.served(),
        rest.reportedCost());
  }

  /** {@code parts} without the first {@code length} characters of their text. */
  private static List<Part> without(int length, List<Part> parts) {
    List<Part> kept = new ArrayList<>();
    int left = length;
    for (Part part : parts) {
      if (part instanceof Part.Text(String text)) {
        int dropped = Math.min(left, text.length());
        left -= dropped;
        if (dropped < text.length()) {
          kept.add(new Part.Text(text.substring(dropped)));
        }
      } else {
        kept.add(part);
      }
    }
    return kept;
  }

  private static Usage sum(Usage one, Usage other) {
    return new Usage(
        one.input() + other.input(),
        one.cacheRead() + other.cacheRead(),
        one.cacheWrite() + other.cacheWrite(),
        one.output() + other.output(),
        one.reasoning() + other.reasoning(),
        one.cacheWriteHour() + other.cacheWriteHour(),
        one.searches() + other.searches());
  }
}
