package dev.signalbox.gateway.openai;

import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Role;
import dev.signalbox.router.chat.Sampling;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What a body of {@code POST /v1/chat/completions} asks for. Nothing in it is dropped silently: a
 * field is honoured, or is known to have no effect ({@link InertFields}), or is refused.
 *
 * @param task what the field {@code model} names, as {@code task/NAME} or {@code NAME}
 */
public record ChatCompletionRequest(String task, ChatRequest chat) {
  static final String TASK_PREFIX = "task/";
  private static final int MAX_STOPS = 4;

  private static final Set<String> HONOURED =
      Set.of(
          "model",
          "messages",
          "response_format",
          "max_tokens",
          "max_completion_tokens",
          "temperature",
          "top_p",
          "stop");
  private static final Set<String> KNOWN = union(HONOURED, InertFields.names());

  /**
   * Reads a body.
   *
   * @throws ApiException if it asks for anything that cannot be honoured
   */
  public static ChatCompletionRequest read(JsonNode json) {
    Field body = Field.body(json).only(KNOWN);
    InertFields.check(body);
    String task = task(body.required("model").text());
    ChatRequest.Builder chat = ChatRequest.of(messages(body.required("messages"))).change();
    body.optional("response_format").map(ResponseFormatReader::read).ifPresent(chat::format);
    maxOutputTokens(body).ifPresent(chat::maxOutputTokens);
    chat.sampling(Sampling.of(number(body, "temperature", 2), number(body, "top_p", 1)));
    body.optional("stop").map(ChatCompletionRequest::stops).ifPresent(chat::stop);
    return new ChatCompletionRequest(task, chat.build());
  }

  private static String task(String model) {
    return model.startsWith(TASK_PREFIX) ? model.substring(TASK_PREFIX.length()) : model;
  }

  private static List<Message> messages(Field field) {
    List<Message> messages = field.items().stream().map(MessageReader::read).toList();
    if (messages.stream().noneMatch(message -> message.role() == Role.USER)) {
      throw field.invalidValue("needs at least one message with the role \"user\"");
    }
    return messages;
  }

  /** The newer name, or the older; both only if they agree. */
  private static OptionalInt maxOutputTokens(Field body) {
    Optional<Field> newer = body.optional("max_completion_tokens");
    Optional<Field> older = body.optional("max_tokens");
    if (newer.isPresent()
        && older.isPresent()
        && newer.get().integer(1) != older.get().integer(1)) {
      throw older.get().invalidValue("contradicts \"max_completion_tokens\"; give only that");
    }
    return newer
        .or(() -> older)
        .map(field -> OptionalInt.of(field.integer(1)))
        .orElse(OptionalInt.empty());
  }

  private static OptionalDouble number(Field body, String name, double max) {
    return body.optional(name)
        .map(field -> OptionalDouble.of(field.number(0, max)))
        .orElse(OptionalDouble.empty());
  }

  private static List<String> stops(Field field) {
    List<Field> items = field.node().isString() ? List.of(field) : field.items();
    if (items.size() > MAX_STOPS) {
      throw field.invalidValue("can have at most " + MAX_STOPS + " sequences");
    }
    return items.stream().map(ChatCompletionRequest::stop).toList();
  }

  private static String stop(Field field) {
    if (field.text().isEmpty()) {
      throw field.invalidValue("cannot be empty");
    }
    return field.text();
  }

  private static Set<String> union(Set<String> some, Set<String> others) {
    Set<String> all = new HashSet<>(some);
    all.addAll(others);
    return Set.copyOf(all);
  }
}
