package dev.signalbox.router.provider.anthropic;

import dev.signalbox.router.chat.Piece;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.provider.Json;
import dev.signalbox.router.provider.JsonStream;
import dev.signalbox.router.provider.WireResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A streamed answer of {@code /v1/messages}, folded into the message that it spells. */
final class AnthropicStream extends JsonStream {
  private final AnthropicAnswers answers;
  private final ObjectNode message = Json.newObject();
  private final TreeMap<Integer, AnthropicBlock> blocks = new TreeMap<>();
  private final Set<Object> cited = new HashSet<>();
  private int toolCalls;

  AnthropicStream(AnthropicAnswers answers, WireResponse head) {
    super(answers, head);
    this.answers = answers;
  }

  @Override
  protected List<Piece> add(JsonNode event) {
    int index = event.path("index").intValue(-1);
    return switch (Json.text(event.path("type"))) {
      case "message_start" -> {
        event.path("message").forEachEntry(message::set);
        yield List.of();
      }
      case "content_block_start" -> start(index, event.path("content_block"));
      case "content_block_delta" -> {
        JsonNode delta = event.path("delta");
        yield block(index).flatMap(block -> block.add(delta)).filter(this::isNews).stream()
            .toList();
      }
      case "content_block_stop" -> block(index).map(AnthropicBlock::stop).orElse(List.of());
      case "message_delta" -> {
        event.path("delta").forEachEntry(message::set);
        addUsage(event.path("usage"));
        yield AnthropicAnswers.refusal(message).<Piece>map(Piece.Refusal::new).stream().toList();
      }
      case "message_stop" -> {
        stop();
        yield List.of();
      }
      default -> List.of(); // pings, and whatever is added to the protocol
    };
  }

  @Override
  protected Optional<Outcome> whole() {
    return ended() ? Optional.of(answers.judge(soFar(), "")) : Optional.empty();
  }

  @Override
  public Reply soFar() {
    ObjectNode whole = message.deepCopy();
    ArrayNode content = whole.putArray("content");
    blocks.values().forEach(block -> content.add(block.json()));
    return answers.reply(whole);
  }

  private List<Piece> start(int index, JsonNode json) {
    if (!(json instanceof ObjectNode object) || blocks.containsKey(index) || message.isEmpty()) {
      spoil("a block of the stream begins where none can");
      return List.of();
    }
    boolean toolCall = Json.text(json.path("type")).equals("tool_use");
    AnthropicBlock block = new AnthropicBlock(object, toolCall ? toolCalls++ : -1);
    blocks.put(index, block);
    return block.start();
  }

  private Optional<AnthropicBlock> block(int index) {
    Optional<AnthropicBlock> block = Optional.ofNullable(blocks.get(index));
    if (block.isEmpty()) {
      spoil("the stream goes on with a block that never began");
    }
    return block;
  }

  /** A source that is cited again is none. */
  private boolean isNews(Piece piece) {
    return !(piece instanceof Piece.Cited(var citation)) || cited.add(citation.source());
  }

  /** Counts are cumulative: the later ones replace the earlier, and what is not told stays. */
  private void addUsage(JsonNode later) {
    ObjectNode usage =
        message.path("usage") instanceof ObjectNode told ? told : message.putObject("usage");
    later.forEachEntry((name, count) -> {
      if (!count.isNull()) {
        usage.set(name, count);
      }
    });
  }

  private void stop() {
    if (Json.text(message.path("stop_reason")).isEmpty()) {
      spoil("the stream ended without saying why the answer did");
    } else {
      end();
    }
  }
}
