package dev.signalbox.router.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A conversation to be continued by one answer.
 *
 * @param maxOutputTokens upper bound of the answer in tokens, reasoning included; absent means the
 *     target's own
 * @param stop sequences that end the answer; at most four
 * @param effort how much to reason; absent means the model's own default
 * @param showReasoning whether the caller wants to see what can be seen of the reasoning
 * @param search whether to look things up on the web first, and cite them
 * @param conversation names the conversation that this request belongs to, so that its calls can
 *     stay at one target; told to no provider
 * @param attribution whom and what it is for
 */
public record ChatRequest(
    List<Message> messages,
    ResponseFormat format,
    OptionalInt maxOutputTokens,
    Sampling sampling,
    List<String> stop,
    ToolUse toolUse,
    Optional<Effort> effort,
    boolean showReasoning,
    boolean search,
    Optional<String> conversation,
    Attribution attribution) {
  private static final int MOST_STOPS = 4;

  public ChatRequest {
    messages = List.copyOf(messages);
    stop = List.copyOf(stop);
    if (messages.stream().noneMatch(message -> message.role() == Role.USER)) {
      throw new IllegalArgumentException("a request needs at least one user message");
    }
    if (maxOutputTokens.isPresent() && maxOutputTokens.getAsInt() < 1) {
      throw new IllegalArgumentException("maxOutputTokens must be at least 1");
    }
    if (stop.size() > MOST_STOPS || stop.stream().anyMatch(String::isEmpty)) {
      throw new IllegalArgumentException("at most four stop sequences, none of them empty");
    }
  }

  /** A request that says only {@code messages}. */
  public static ChatRequest of(Message... messages) {
    return of(List.of(messages));
  }

  /** A request that says only {@code messages}. */
  public static ChatRequest of(List<Message> messages) {
    return new ChatRequest(
        messages,
        new ResponseFormat.FreeText(),
        OptionalInt.empty(),
        Sampling.DEFAULT,
        List.of(),
        ToolUse.NONE,
        Optional.empty(),
        false,
        false,
        Optional.empty(),
        Attribution.NONE);
  }

  /** A builder that starts from this request. */
  public Builder change() {
    return new Builder(this);
  }

  /** The same conversation one turn on. */
  public ChatRequest followedBy(Message... more) {
    return change().messages(Stream.concat(messages.stream(), Stream.of(more)).toList()).build();
  }

  /**
   * Without what only other providers can read: signatures do not survive a change of provider. A
   * turn that held nothing else is left out.
   */
  public ChatRequest boundTo(String provider) {
    Predicate<Part> foreign =
        part -> part instanceof Part.Bound(String owner, _) && !owner.equals(provider);
    if (!holds(foreign)) {
      return this;
    }
    List<Message> kept = new ArrayList<>();
    for (Message message : messages) {
      List<Part> parts = message.parts().stream().filter(foreign.negate()).toList();
      if (!parts.isEmpty()) {
        kept.add(new Message(message.role(), parts));
      }
    }
    return change().messages(kept).build();
  }

  public boolean hasImages() {
    return holds(part -> part instanceof Part.InlineImage || part instanceof Part.LinkedImage);
  }

  public boolean hasPdfs() {
    return holds(part -> part instanceof Part.InlinePdf || part instanceof Part.LinkedPdf);
  }

  public boolean hasLinkedPdfs() {
    return holds(part -> part instanceof Part.LinkedPdf);
  }

  /** Whether tools were called earlier in the conversation. */
  public boolean hasToolCalls() {
    return holds(part -> part instanceof Part.ToolCall);
  }

  /** With loops, for every decision asks several times. */
  private boolean holds(Predicate<Part> wanted) {
    for (Message message : messages) {
      for (Part part : message.parts()) {
        if (wanted.test(part)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Makes a request out of another. Not thread-safe. */
  public static final class Builder {
    private List<Message> messages;
    private ResponseFormat format;
    private OptionalInt maxOutputTokens;
    private Sampling sampling;
    private List<String> stop;
    private ToolUse toolUse;
    private Optional<Effort> effort;
    private boolean showReasoning;
    private boolean search;
    private Optional<String> conversation;
    private Attribution attribution;

    private Builder(ChatRequest from) {
      messages = from.messages;
      format = from.format;
      maxOutputTokens = from.maxOutputTokens;
      sampling = from.sampling;
      stop = from.stop;
      toolUse = from.toolUse;
      effort = from.effort;
      showReasoning = from.showReasoning;
      search = from.search;
      conversation = from.conversation;
      attribution = from.attribution;
    }

    public Builder messages(List<Message> wanted) {
      messages = wanted;
      return this;
    }

    public Builder format(ResponseFormat wanted) {
      format = wanted;
      return this;
    }

    public Builder maxOutputTokens(int wanted) {
      maxOutputTokens = OptionalInt.of(wanted);
      return this;
    }

    public Builder sampling(Sampling wanted) {
      sampling = wanted;
      return this;
    }

    public Builder stop(List<String> wanted) {
      stop = List.copyOf(wanted);
      return this;
    }

    public Builder toolUse(ToolUse wanted) {
      toolUse = wanted;
      return this;
    }

    public Builder effort(Effort wanted) {
      effort = Optional.of(wanted);
      return this;
    }

    public Builder showReasoning(boolean wanted) {
      showReasoning = wanted;
      return this;
    }

    public Builder search(boolean wanted) {
      search = wanted;
      return this;
    }

    public Builder conversation(String name) {
      conversation = Optional.of(name);
      return this;
    }

    public Builder attribution(Attribution wanted) {
      attribution = wanted;
      return this;
    }

    /**
     * The request.
     *
     * @throws IllegalArgumentException if it could be sent to no model
     */
    public ChatRequest build() {
      return new ChatRequest(
          messages,
          format,
          maxOutputTokens,
          sampling,
          stop,
          toolUse,
          effort,
          showReasoning,
          search,
          conversation,
          attribution);
    }
  }
}
