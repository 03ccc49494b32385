package dev.signalbox.router.provider.recorded;

import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.ResponseFormat;
import dev.signalbox.router.provider.openai.OpenAiChatCodec;
import java.net.URI;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.ObjectNode;

/** Recorded requests of Chat Completions. */
final class OpenAiChatRequests extends RecordedRequests {
  OpenAiChatRequests(OpenAiChatCodec codec) {
    super(
        codec,
        Set.of(
            "model",
            "max_completion_tokens",
            "messages",
            "response_format",
            "stop",
            "temperature",
            "top_p"));
  }

  @Override
  JsonNode normalised(ObjectNode sent) {
    if (BooleanNode.FALSE.equals(sent.path("stream"))) {
      sent.remove("stream");
    }
    if (IntNode.valueOf(1).equals(sent.path("n"))) {
      sent.remove("n");
    }
    if (sent.has("max_tokens")) {
      sent.set("max_completion_tokens", sent.remove("max_tokens")); // its older name
    }
    unwrapSingleTexts(sent.path("messages"));
    return sent;
  }

  @Override
  List<Message> messages(ObjectNode sent) {
    if (sent.path("messages").isEmpty()) {
      throw new NotComparable("without messages");
    }
    return sent.path("messages").valueStream().map(this::message).toList();
  }

  @Override
  ResponseFormat format(ObjectNode sent) {
    if (!sent.has("response_format")) {
      return new ResponseFormat.FreeText();
    }
    JsonNode schema = sent.at("/response_format/json_schema");
    if (!schema.isObject()) {
      throw new NotComparable("in JSON mode");
    }
    refuseUnknown(schema, Set.of("name", "schema", "strict"));
    return new ResponseFormat.JsonSchema(
        schema.path("name").stringValue(),
        schema.path("schema"),
        schema.path("strict").asBoolean(false));
  }

  @Override
  OptionalInt maxOutputTokens(ObjectNode sent) {
    return sent.has("max_completion_tokens")
        ? OptionalInt.of(sent.path("max_completion_tokens").intValue())
        : OptionalInt.empty();
  }

  @Override
  String stopField() {
    return "stop";
  }

  @Override
  Part image(JsonNode part) {
    String url = part.at("/image_url/url").stringValue("");
    if (!url.startsWith("data:")) {
      return new Part.LinkedImage(URI.create(url));
    }
    String[] halves = url.substring("data:".length()).split(";base64,", 2);
    return new Part.InlineImage(halves[0], halves[1]);
  }
}
