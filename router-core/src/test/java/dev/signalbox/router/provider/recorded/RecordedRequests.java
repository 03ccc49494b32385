package dev.signalbox.router.provider.recorded;

import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.ResponseFormat;
import dev.signalbox.router.chat.Role;
import dev.signalbox.router.chat.Sampling;
import dev.signalbox.router.provider.Codec;
import dev.signalbox.router.provider.recorded.Fixtures.Fixture;
import dev.signalbox.router.table.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rebuilds the request that a recorded client meant, encodes it, and compares with what that client
 * sent. A request that uses what we do not have yet is left out with the reason.
 */
abstract class RecordedRequests {
  private final Codec codec;
  private final Set<String> known;

  RecordedRequests(Codec codec, Set<String> known) {
    this.codec = codec;
    this.known = known;
  }

  /** The recorded request uses what we do not have. */
  static final class NotComparable extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotComparable(String reason) {
      super(reason);
    }
  }

  final RequestComparison compare(List<Fixture> fixtures) {
    int compared = 0;
    List<String> differences = new ArrayList<>();
    TreeMap<String, Integer> skipped = new TreeMap<>();
    for (Fixture fixture : fixtures) {
      try {
        JsonNode theirs = fixture.request().path("body");
        if (!theirs.isObject()) {
          throw new NotComparable("without a request");
        }
        ObjectNode sent = (ObjectNode) normalised((ObjectNode) theirs.deepCopy());
        refuseUnknown(sent, known);
        JsonNode ours =
            Fixtures.tree(
                codec
                    .encode(
                        Target.of("recorded", model(fixture, sent)),
                        request(sent),
                        isStreamed(fixture, sent))
                    .body());
        compared++;
        if (!ours.equals(sent)) {
          differences.add(fixture.name() + "\n  theirs " + sent + "\n  ours   " + ours);
        }
      } catch (NotComparable e) {
        skipped.merge(String.valueOf(e.getMessage()), 1, Integer::sum);
      }
    }
    return new RequestComparison(compared, differences, skipped);
  }

  /** The same request without what says nothing, and in the spelling of ours. */
  abstract JsonNode normalised(ObjectNode sent);

  /** The messages of {@code sent}, the system's among them. */
  abstract List<Message> messages(ObjectNode sent);

  abstract ResponseFormat format(ObjectNode sent);

  abstract OptionalInt maxOutputTokens(ObjectNode sent);

  abstract String stopField();

  abstract Part image(JsonNode part);

  String model(Fixture fixture, ObjectNode sent) {
    return sent.path("model").stringValue();
  }

  boolean isStreamed(Fixture fixture, ObjectNode sent) {
    return sent.path("stream").booleanValue(false);
  }

  ChatRequest request(ObjectNode sent) {
    ChatRequest.Builder request =
        ChatRequest.of(messages(sent))
            .change()
            .format(format(sent))
            .sampling(Sampling.of(number(sent, "temperature"), number(sent, "top_p")))
            .stop(sent.path(stopField()).valueStream().map(JsonNode::stringValue).toList());
    maxOutputTokens(sent).ifPresent(request::maxOutputTokens);
    return request.build();
  }

  final Message message(JsonNode turn) {
    refuseUnknown(turn, Set.of("role", "content"));
    Role role =
        switch (turn.path("role").stringValue()) {
          case "system" -> Role.SYSTEM;
          case "user" -> Role.USER;
          case "assistant" -> Role.ASSISTANT;
          case String other -> throw new NotComparable("role " + other);
        };
    JsonNode content = turn.path("content");
    return content.isString()
        ? new Message(role, List.of(new Part.Text(content.stringValue())))
        : new Message(role, content.valueStream().map(this::part).toList());
  }

  /** A single text may be spelled as a string or as a list; ours is the string. */
  static void unwrapSingleTexts(JsonNode turns) {
    for (JsonNode turn : turns) {
      JsonNode content = turn.path("content");
      if (content.size() == 1 && isPlainText(content.path(0))) {
        ((ObjectNode) turn).set("content", content.path(0).path("text"));
      }
    }
  }

  static boolean isPlainText(JsonNode part) {
    return part.size() == 2 && part.path("type").stringValue("").equals("text");
  }

  static void refuseUnknown(JsonNode node, Set<String> known) {
    for (String field : node.propertyNames()) {
      if (!known.contains(field)) {
        throw new NotComparable("with " + field);
      }
    }
  }

  private Part part(JsonNode part) {
    return isPlainText(part) ? new Part.Text(part.path("text").stringValue()) : image(part);
  }

  static OptionalDouble number(ObjectNode sent, String field) {
    return sent.has(field)
        ? OptionalDouble.of(sent.path(field).doubleValue())
        : OptionalDouble.empty();
  }
}
