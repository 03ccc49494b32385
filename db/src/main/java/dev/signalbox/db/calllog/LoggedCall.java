package dev.signalbox.db.calllog;

import dev.signalbox.db.column.Json;
import dev.signalbox.router.RoutedCall;
import dev.signalbox.router.table.LogRule;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * A call in the form in which it is journaled and stored: rows and documents, made private as its
 * task wants it, and text as PostgreSQL takes it. In the journal it is one JSON object, to which
 * later versions may add fields; what a version does not know, it leaves alone.
 *
 * @param decision as {@link DecisionJson} has it
 * @param request as {@link RequestJson} has it
 * @param reply as {@link ReplyJson} has it; null where the caller got no answer
 * @param searchable whether its words are to be found
 */
record LoggedCall(
    CallRow call,
    List<AttemptRow> attempts,
    String decision,
    String request,
    @Nullable String reply,
    List<String> tags,
    boolean searchable) {
  private static final int BUFFERS = 64;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder().recyclerPool(JsonRecyclerPools.newBoundedPool(BUFFERS)).build())
          .addModule(new SimpleModule().addSerializer(Finished.class, new Writer()))
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(
              DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final ObjectReader CALL = MAPPER.readerFor(CallRow.class);
  private static final ObjectReader ATTEMPTS = MAPPER.readerForListOf(AttemptRow.class);
  private static final ObjectReader TEXTS = MAPPER.readerForListOf(String.class);

  LoggedCall {
    attempts = List.copyOf(attempts);
    tags = List.copyOf(tags);
  }

  /**
   * Writes a finished call for the journal, in one pass: the caller waits for it.
   *
   * @param redactor replaces secrets and personal data, for tasks that want it
   */
  static byte[] record(RoutedCall call, LogRule rule, UnaryOperator<String> redactor) {
    Bytes record = new Bytes();
    MAPPER.writeValue(record, new Finished(call, rule, Privacy.of(rule.keep(), redactor)));
    return record.all();
  }

  /** Most records come in one piece, which is copied once. */
  private static final class Bytes extends ByteArrayOutputStream {
    Bytes() {
      super(0);
    }

    byte[] all() {
      return count == buf.length ? buf : toByteArray();
    }
  }

  /** A call that is to be written. */
  private record Finished(RoutedCall call, LogRule rule, Privacy privacy) {}

  /** Writes documents as they are made, without a tree or a text of each. */
  private static final class Writer extends ValueSerializer<Finished> {
    @Override
    public void serialize(Finished finished, JsonGenerator given, SerializationContext context) {
      RoutedCall call = finished.call;
      Privacy privacy = finished.privacy;
      JsonGenerator json = Json.storable(given);
      json.writeStartObject();
      json.writeName("call");
      CallRow.of(call, finished.rule.keep(), privacy).write(json);
      json.writeArrayPropertyStart("attempts");
      AttemptRow.of(call, privacy).forEach(attempt -> attempt.write(json));
      json.writeEndArray();
      json.writeName("decision");
      DecisionJson.write(json, call.decision());
      json.writeName("request");
      privacy.write(json, document -> RequestJson.write(document, call.request()));
      CallRow.reply(call.result())
          .ifPresent(reply -> {
            json.writeName("reply");
            privacy.write(json, document -> ReplyJson.write(document, reply));
          });
      json.writeArrayPropertyStart("tags");
      call.request().attribution().tags().forEach(json::writeString);
      json.writeEndArray();
      json.writeBooleanProperty("searchable", finished.rule.search());
      json.writeEndObject();
    }
  }

  /**
   * Reads a record of the journal.
   *
   * @throws tools.jackson.core.JacksonException if it is none
   */
  static LoggedCall parse(byte[] record) {
    Fields fields = new Fields();
    try (JsonParser json = MAPPER.createParser(record)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new StreamReadException(json, "a call is an object");
      }
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        json.nextToken();
        fields.read(name, json, record);
      }
      return fields.call(json);
    }
  }

  /** What was read so far. */
  private static final class Fields {
    private @Nullable CallRow call;
    private List<AttemptRow> attempts = List.of();
    private @Nullable String decision;
    private @Nullable String request;
    private @Nullable String reply;
    private List<String> tags = List.of();
    private boolean searchable;

    void read(String name, JsonParser json, byte[] record) {
      switch (name) {
        case "call" -> call = CALL.readValue(json);
        case "attempts" -> attempts = ATTEMPTS.readValue(json);
        case "decision" -> decision = document(json, record);
        case "request" -> request = document(json, record);
        case "reply" -> reply = document(json, record);
        case "tags" -> tags = TEXTS.readValue(json);
        case "searchable" -> searchable = json.getBooleanValue();
        default -> json.skipChildren();
      }
    }

    /** As it stands there: it is stored as it is. */
    private static String document(JsonParser json, byte[] record) {
      int from = (int) json.currentTokenLocation().getByteOffset();
      json.skipChildren();
      int to = (int) json.currentLocation().getByteOffset();
      return new String(record, from, to - from, StandardCharsets.UTF_8);
    }

    LoggedCall call(JsonParser json) {
      if (call == null || decision == null || request == null) {
        throw new StreamReadException(json, "a call has a row, a decision and a request");
      }
      return new LoggedCall(call, attempts, decision, request, reply, tags, searchable);
    }
  }
}
