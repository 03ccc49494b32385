package dev.signalbox.db.calllog;

import dev.signalbox.db.column.Json;
import dev.signalbox.db.column.Storable;
import dev.signalbox.router.RoutedCall;
import dev.signalbox.router.table.LogRule;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A call in the form in which it is journaled and stored: rows and documents, made private as its
 * task wants it, and text as PostgreSQL takes it. One JSON object, to which later versions may add
 * fields; what a version does not know, it leaves alone.
 *
 * @param request as {@link RequestJson} has it
 * @param reply as {@link ReplyJson} has it; null where the caller got no answer
 * @param searchable whether its words are to be found
 */
record LoggedCall(
    CallRow call,
    List<AttemptRow> attempts,
    String request,
    @Nullable String reply,
    List<String> tags,
    boolean searchable) {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  LoggedCall {
    attempts = List.copyOf(attempts);
    tags = List.copyOf(tags);
  }

  /**
   * Makes it of a finished call.
   *
   * @param redactor replaces secrets and personal data, for tasks that want it
   */
  static LoggedCall of(RoutedCall call, LogRule rule, UnaryOperator<String> redactor) {
    Privacy privacy = Privacy.of(rule.keep(), redactor);
    return new LoggedCall(
        CallRow.of(call, rule.keep(), privacy),
        AttemptRow.of(call, privacy),
        text(RequestJson.of(call.request()), privacy),
        CallRow.reply(call.result()).map(reply -> text(ReplyJson.of(reply), privacy)).orElse(null),
        call.request().attribution().tags().stream().map(Storable::text).toList(),
        rule.search());
  }

  private static String text(ObjectNode document, Privacy privacy) {
    privacy.apply(document);
    return Json.text(document);
  }

  /** For the journal. */
  byte[] bytes() {
    return MAPPER.writeValueAsBytes(this);
  }

  /**
   * Reads a record of the journal.
   *
   * @throws tools.jackson.core.JacksonException if it is none
   */
  static LoggedCall parse(byte[] record) {
    return MAPPER.readValue(record, LoggedCall.class);
  }
}
