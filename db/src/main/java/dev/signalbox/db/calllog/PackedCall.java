package dev.signalbox.db.calllog;

import dev.signalbox.router.time.TimeOrderedUuid;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * A call all of whose documents are packed: as it goes into the tables, but for what the database
 * has to say about it.
 */
final class PackedCall {
  private final LoggedCall logged;
  private final LocalDate day;
  private final byte[] decision;
  private final Optional<Payload> request;
  private final Optional<Payload> reply;
  private final List<Optional<Payload>> partials;
  private final Optional<String> words;

  private PackedCall(LoggedCall logged, Packing.Packer packer) {
    String owner = logged.call().owner();
    this.logged = logged;
    this.day = LocalDate.ofInstant(TimeOrderedUuid.momentOf(logged.call().id()), ZoneOffset.UTC);
    this.decision = packer.pack(logged.decision().getBytes(StandardCharsets.UTF_8));
    this.request = Optional.of(Payload.of(owner, logged.request(), packer));
    this.reply = Optional.ofNullable(logged.reply()).map(it -> Payload.of(owner, it, packer));
    this.partials =
        logged.attempts().stream()
            .map(AttemptRow::partial)
            .map(partial -> Optional.ofNullable(partial).map(it -> Payload.of(owner, it, packer)))
            .toList();
    this.words = logged.searchable() ? Optional.of(Words.of(logged)) : Optional.empty();
  }

  static PackedCall of(LoggedCall logged, Packing.Packer packer) {
    return new PackedCall(logged, packer);
  }

  LoggedCall logged() {
    return logged;
  }

  CallRow call() {
    return logged.call();
  }

  /** The day (UTC) to whose partitions it belongs: its id says. */
  LocalDate day() {
    return day;
  }

  byte[] decision() {
    return decision;
  }

  Optional<Payload> request() {
    return request;
  }

  Optional<Payload> reply() {
    return reply;
  }

  /** What had come of the answer in each of its attempts. */
  List<Optional<Payload>> partials() {
    return partials;
  }

  /** By which it is found, if it is to be. */
  Optional<String> words() {
    return words;
  }
}
