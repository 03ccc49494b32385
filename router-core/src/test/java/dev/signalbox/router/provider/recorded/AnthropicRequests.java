package dev.signalbox.router.provider.recorded;

import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.ResponseFormat;
import dev.signalbox.router.provider.anthropic.AnthropicMessagesCodec;
import java.net.URI;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.ObjectNode;

/** Recorded requests of the Messages API. */
final class AnthropicRequests extends RecordedRequests {
  AnthropicRequests(AnthropicMessagesCodec codec) {
    super(
        codec,
        Set.of(
            "model",
            "max_tokens",
            "messages",
            "system",
            "output_config",
            "stop_sequences",
            "temperature",
            "top_p"));
  }

  @Override
  JsonNode normalised(ObjectNode sent) {
    if (BooleanNode.FALSE.equals(sent.path("stream"))) {
      sent.remove("stream");
    }
    unwrapSingleTexts(sent.path("messages"));
    return sent;
  }

  @Override
  List<Message> messages(ObjectNode sent) {
    Stream<Message> turns = sent.path("messages").valueStream().map(this::message);
    return sent.has("system")
        ? Stream.concat(Stream.of(Message.system(sent.path("system").stringValue())), turns)
            .toList()
        : turns.toList();
  }

  @Override
  ResponseFormat format(ObjectNode sent) {
    if (!sent.has("output_config")) {
      return new ResponseFormat.FreeText();
    }
    refuseUnknown(sent.path("output_config"), Set.of("format"));
    JsonNode schema = sent.at("/output_config/format/schema");
    return new ResponseFormat.JsonSchema("recorded", schema, true);
  }

  @Override
  OptionalInt maxOutputTokens(ObjectNode sent) {
    return OptionalInt.of(sent.path("max_tokens").intValue());
  }

  @Override
  String stopField() {
    return "stop_sequences";
  }

  @Override
  Part image(JsonNode part) {
    JsonNode source = part.path("source");
    return switch (part.path("type").stringValue() + "/" + source.path("type").stringValue("")) {
      case "image/base64" ->
          new Part.InlineImage(
              source.path("media_type").stringValue(), source.path("data").stringValue());
      case "image/url" -> new Part.LinkedImage(URI.create(source.path("url").stringValue()));
      case String other -> throw new NotComparable("with a part " + other);
    };
  }
}
