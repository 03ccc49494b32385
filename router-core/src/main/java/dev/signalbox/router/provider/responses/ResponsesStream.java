package dev.signalbox.router.provider.responses;

import dev.signalbox.router.chat.Piece;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.outcome.Outcome.Answered;
import dev.signalbox.router.provider.Json;
import dev.signalbox.router.provider.JsonStream;
import dev.signalbox.router.provider.WireResponse;
import dev.signalbox.router.provider.responses.StreamedItem.Kind;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A streamed answer of this shape. Its last event holds the whole of it, and that is what counts;
 * but where the pieces told before do not add up to it, some were lost or twisted on their way, and
 * the answer is unusable. Until then, what was told is all there is.
 */
public final class ResponsesStream extends JsonStream {
  private static final String PREFIX = "response.";

  private final ResponsesAnswers answers;
  private final WireResponse head;
  private final SortedMap<Long, StreamedItem> items = new TreeMap<>();
  private final Told told = new Told();

  /** The answer as the provider described it last. */
  private JsonNode response = MissingNode.getInstance();

  private @Nullable Outcome whole;

  /**
   * @param head status and headers of the answer, its body empty
   */
  public ResponsesStream(ResponsesAnswers answers, WireResponse head) {
    super(answers, head);
    this.answers = answers;
    this.head = head;
  }

  @Override
  protected List<Piece> add(JsonNode event) {
    String type = Json.text(event.path("type"));
    return switch (type) {
      case "response.output_text.delta" -> tell(Kind.TEXT, "content_index", event);
      case "response.refusal.delta" -> tell(Kind.REFUSAL, "content_index", event);
      case "response.reasoning_summary_text.delta" -> tell(Kind.SUMMARY, "summary_index", event);
      case "response.reasoning_text.delta" -> tell(Kind.REASONING, "content_index", event);
      case "response.function_call_arguments.delta" -> tell(Kind.ARGUMENTS, "", event);
      case "response.completed", "response.incomplete", "response.failed", "response.cancelled" ->
          finish(type.substring(PREFIX.length()), event.path("response"));
      // Some errors stand in the event itself rather than in a field of it.
      case "error" -> take((JsonNode) Json.newObject().set("error", event));
      default -> {
        note(type, event);
        yield List.of();
      }
    };
  }

  /** Keeps what is not to be told yet; the rest is repetition and reports of progress. */
  private void note(String type, JsonNode event) {
    switch (type) {
      case "response.created", "response.queued", "response.in_progress" ->
          response = event.path("response");
      case "response.output_item.added" -> item(event).announce(event.path("item"));
      case "response.output_item.done" -> item(event).finish(event.path("item"));
      default -> {}
    }
  }

  private StreamedItem item(JsonNode event) {
    return items.computeIfAbsent(Json.count(event.path("output_index")), _ -> new StreamedItem());
  }

  private List<Piece> tell(Kind kind, String index, JsonNode event) {
    String fragment = Json.text(event.path("delta"));
    StreamedItem item = item(event);
    boolean ofNothingKnown = kind == Kind.ARGUMENTS && item.name().isEmpty();
    if (fragment.isEmpty() || ofNothingKnown) {
      return List.of();
    }
    boolean anotherPart = item.append(kind, Json.count(event.path(index)), fragment);
    return switch (kind) {
      case TEXT -> told.text(fragment);
      case REFUSAL -> told.refusal(fragment);
      case SUMMARY, REASONING ->
          List.of(
              new Piece.Reasoning(anotherPart ? ResponsesContent.PARAGRAPH + fragment : fragment));
      case ARGUMENTS -> told.arguments(item.callId(), item.name(), fragment);
    };
  }

  private List<Piece> finish(String status, JsonNode last) {
    if (last.isObject()) {
      response = last;
    }
    ObjectNode body = described();
    body.put("status", status);
    if (body.path("output").isEmpty()) { // some leave out of the last event what they sent before
      addItems(body, StreamedItem::whole);
    }
    whole = answers.readSuccess(head, body);
    if (whole instanceof Answered(Reply reply)) {
      Optional<List<Piece>> rest = told.rest(reply);
      if (rest.isPresent()) {
        end();
        return rest.get();
      }
      spoil("the pieces of the stream do not add up to the answer at its end");
    }
    end();
    return List.of();
  }

  private ObjectNode described() {
    ObjectNode body = Json.newObject();
    response.forEachEntry(body::set);
    return body;
  }

  private void addItems(ObjectNode body, Function<StreamedItem, Optional<JsonNode>> form) {
    ArrayNode output = body.putArray("output");
    items.values().forEach(item -> form.apply(item).ifPresent(output::add));
  }

  @Override
  protected Optional<Outcome> whole() {
    return Optional.ofNullable(whole);
  }

  @Override
  public Reply soFar() {
    if (outcome() instanceof Answered(Reply reply)) {
      return reply;
    }
    ObjectNode body = described();
    addItems(body, StreamedItem::told);
    return answers.reply(body);
  }
}
