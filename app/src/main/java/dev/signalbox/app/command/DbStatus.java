package dev.signalbox.app.command;

import dev.signalbox.db.Database.Migration;
import dev.signalbox.db.calllog.LogStorage;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The state of the schema and of the call log.
 *
 * @param storage absent for a schema of before there were days
 */
record DbStatus(List<Migration> migrations, Optional<LogStorage> storage) {
  private static final double MIB = 1 << 20;

  boolean isUpToDate() {
    return migrations.stream().allMatch(migration -> migration.madeAt().isPresent());
  }

  /** For a person. */
  List<String> lines() {
    return Stream.concat(
            migrations.stream().map(DbStatus::line), storage.stream().flatMap(DbStatus::lines))
        .toList();
  }

  private static String line(Migration migration) {
    return "%-4s %-40s %s"
        .formatted(
            migration.version(),
            migration.description(),
            migration.madeAt().map(Object::toString).orElse("waiting"));
  }

  private static Stream<String> lines(LogStorage storage) {
    String days =
        storage.days().isEmpty()
            ? "none"
            : "%s to %s, %d of them"
                .formatted(
                    storage.days().getFirst(), storage.days().getLast(), storage.days().size());
    return Stream.concat(
        Stream.of(
            "",
            "days        " + days,
            "calls       " + size(storage.callBytes()),
            "payloads    " + size(storage.payloadBytes()),
            "words       " + size(storage.textBytes()),
            "sums        " + size(storage.rollupBytes()),
            "calls a day "
                + storage
                    .callsADay()
                    .map(mean -> "about " + Math.round(mean))
                    .orElse("not known yet")),
        storage.next().stream()
            .map(drop ->
                "%-11s of %s are dropped on %s".formatted(drop.what(), drop.day(), drop.on())));
  }

  private static String size(long bytes) {
    return String.format(Locale.ROOT, "%.1f MiB", bytes / MIB);
  }

  /** For a program. */
  String json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    for (Migration migration : migrations) {
      json.withArray("migrations")
          .addObject()
          .put("version", migration.version())
          .put("description", migration.description())
          .put("made_at", migration.madeAt().map(Object::toString).orElse(null));
    }
    storage.ifPresent(kept -> add(json.putObject("call_log"), kept));
    return json.toString();
  }

  private static void add(ObjectNode json, LogStorage storage) {
    if (!storage.days().isEmpty()) {
      json.put("first_day", storage.days().getFirst().toString());
      json.put("last_day", storage.days().getLast().toString());
    }
    json.put("days", storage.days().size());
    json.put("call_bytes", storage.callBytes());
    json.put("payload_bytes", storage.payloadBytes());
    json.put("text_bytes", storage.textBytes());
    json.put("rollup_bytes", storage.rollupBytes());
    json.put("calls_a_day", storage.callsADay().map(Math::round).orElse(null));
    for (LogStorage.Drop drop : storage.next()) {
      json.withArray("next")
          .addObject()
          .put("what", drop.what())
          .put("day", drop.day().toString())
          .put("on", drop.on().toString());
    }
  }
}
