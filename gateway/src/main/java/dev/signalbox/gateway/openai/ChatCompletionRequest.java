package dev.signalbox.gateway.openai;

import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Effort;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

  private static final int LONGEST_CACHE_KEY = 200;

  private static final Set<String> HONOURED =
      Set.of(
          "model",
          "messages",
          "response_format",
          "max_tokens",
          "max_completion_tokens",
          "stop",
          "reasoning_effort",
          "web_search_options",
          "prompt_cache_key");
  private static final Set<String> KNOWN =
      Stream.of(
              HONOURED,
              SamplingReader.FIELDS,
              ToolUseReader.FIELDS,
              AttributionReader.FIELDS,
              InertFields.names())
          .flatMap(Set::stream)
          .collect(Collectors.toUnmodifiableSet());

  /**
   * Reads a body.
   *
   * @throws ApiException if it asks for anything that cannot be honoured
   */
  public static ChatCompletionRequest read(JsonNode json) {
    Field body = Field.body(json).only(KNOWN);
    InertFields.check(body);
    String task = task(body.required("model").text());
    ChatRequest.Builder chat =
        ChatRequest.of(ConversationReader.read(body.required("messages")))
            .change()
            .sampling(SamplingReader.read(body))
            .toolUse(ToolUseReader.read(body))
            .attribution(AttributionReader.read(body));
    body.optional("response_format").map(ResponseFormatReader::read).ifPresent(chat::format);
    maxOutputTokens(body).ifPresent(chat::maxOutputTokens);
    body.optional("stop").map(ChatCompletionRequest::stops).ifPresent(chat::stop);
    body.optional("reasoning_effort").map(ChatCompletionRequest::effort).ifPresent(chat::effort);
    body.optional("web_search_options").ifPresent(field -> chat.search(search(field)));
    body.optional("prompt_cache_key")
        .map(ChatCompletionRequest::cacheKey)
        .ifPresent(chat::conversation);
    return new ChatCompletionRequest(task, chat.build());
  }

  private static String task(String model) {
    return model.startsWith(TASK_PREFIX) ? model.substring(TASK_PREFIX.length()) : model;
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

  private static Effort effort(Field field) {
    return Arrays.stream(Effort.values())
        .filter(effort -> effort.key().equals(field.text()))
        .findFirst()
        .orElseThrow(() ->
            field.invalidValue(
                "has to be one of "
                    + Arrays.stream(Effort.values())
                        .map(Effort::key)
                        .collect(Collectors.joining(", "))));
  }

  /** Asks for a search by being there. */
  private static boolean search(Field field) {
    Set<String> options = Set.of("search_context_size", "user_location");
    for (String name : options) {
      field
          .only(options)
          .optional(name)
          .ifPresent(option -> {
            throw option.unsupported("cannot be passed on to every provider; leave it out");
          });
    }
    return true;
  }

  /** Requests with one key share a prompt's beginning, which is cached at one target. */
  private static String cacheKey(Field field) {
    if (field.text().length() > LONGEST_CACHE_KEY) {
      throw field.invalidValue("can have at most " + LONGEST_CACHE_KEY + " characters");
    }
    return field.text();
  }
}
