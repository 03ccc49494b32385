package dev.signalbox.db.view;

import dev.signalbox.db.calllog.Packing;
import dev.signalbox.router.catalog.Catalog;
import dev.signalbox.router.table.RoutingTable;
import dev.signalbox.router.table.TableDiff;
import dev.signalbox.router.time.Ticker;
import dev.signalbox.router.time.TimeOrderedUuid;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the call log. Thread-safe. */
public final class CallView {
  /** How many calls make a page, unless another number is asked for. */
  public static final int PAGE = 50;

  private static final int MOST_ATTEMPTS = 100;
  private static final int ASKED = 200;

  /** Later than any call. */
  private static final UUID NEWEST = new UUID(-1, -1);

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Snapshot snapshot;
  private final Catalog catalog;
  private final Ticker ticker;

  CallView(Snapshot snapshot, Catalog catalog, Ticker ticker) {
    this.snapshot = snapshot;
    this.catalog = catalog;
    this.ticker = ticker;
  }

  /**
   * One page of calls.
   *
   * @param before the id that they come before; absent for the newest calls
   * @param most on the page, at least 1
   */
  public CallList list(CallFilter filter, Optional<UUID> before, int most) {
    return snapshot.read(
        CallQueries.class,
        queries -> {
          // One more than fits tells whether there is a next page.
          CallSearch.Found found =
              new CallSearch(queries.getHandle(), filter, ticker)
                  .before(before.orElse(NEWEST), most + 1);
          boolean isFull = found.calls().size() > most;
          List<CallSearch.FoundCall> page =
              found.calls().subList(0, Math.min(most, found.calls().size()));
          return new CallList(
              withWords(queries, page),
              isFull ? Optional.of(page.getLast().row().id()) : found.next());
        });
  }

  private static List<CallList.Row> withWords(
      CallQueries queries, List<CallSearch.FoundCall> calls) {
    List<Place> places =
        calls.stream()
            .flatMap(call -> call.requestKey().map(key -> new Place(call.row().id(), key)).stream())
            .toList();
    Map<UUID, String> documents = documents(queries, places);
    return calls.stream()
        .map(call ->
            call.row().withAsked(call.requestKey().map(documents::get).map(CallView::asked)))
        .toList();
  }

  /** The beginning of the last message, on one line. */
  private static String asked(String request) {
    List<JsonNode> messages = JSON.readTree(request).path("messages").valueStream().toList();
    String words =
        messages.isEmpty()
            ? ""
            : messages
                .getLast()
                .path("parts")
                .valueStream()
                .map(part ->
                    part.path("text")
                        .asString(part.path("tool_result").path("content").asString("")))
                .collect(Collectors.joining(" "));
    return words.substring(
        0, words.offsetByCodePoints(0, Math.min(ASKED, words.codePointCount(0, words.length()))));
  }

  public Optional<CallDetail> find(UUID id) {
    return snapshot.read(
        CallQueries.class, queries -> queries.call(id).map(call -> detail(queries, call)));
  }

  private CallDetail detail(CallQueries queries, CallDetail.Call call) {
    CallQueries.Keys keys = queries.keys(call.id());
    List<AttemptRow> attempts = queries.attempts(call.id(), MOST_ATTEMPTS);
    Map<UUID, String> documents =
        documents(
            queries,
            Stream.concat(
                    Stream.of(keys.requestKey(), keys.replyKey()),
                    attempts.stream().map(AttemptRow::partialKey))
                .flatMap(Optional::stream)
                .map(key -> new Place(call.id(), key))
                .toList());
    return new CallDetail(
        call,
        keys.requestKey().map(documents::get).map(JSON::readTree).map(StoredRequest::of),
        StoredDecision.of(JSON.readTree(Packing.unpack(keys.decision()))),
        keys.replyKey().map(documents::get).map(JSON::readTree).map(StoredReply::of),
        attempts.stream()
            .map(attempt ->
                attempt.completed(
                    attempt.partialKey().map(documents::get), CostLine.of(attempt, catalog)))
            .toList(),
        tableChange(queries, call.tableVersion()));
  }

  /** Where a document is kept: its key, on the day of its call. */
  record Place(UUID call, UUID key) {
    String day() {
      return LocalDate.ofInstant(TimeOrderedUuid.momentOf(call), ZoneOffset.UTC).toString();
    }
  }

  static Map<UUID, String> documents(CallQueries queries, List<Place> places) {
    if (places.isEmpty()) {
      return Map.of();
    }
    return queries
        .payloads(
            places.stream().map(Place::day).toArray(String[]::new),
            places.stream().map(Place::key).toArray(UUID[]::new))
        .stream()
        .collect(
            Collectors.toMap(
                CallQueries.Payload::key,
                payload -> Packing.unpack(payload.body()),
                (same, _) -> same));
  }

  private static List<String> tableChange(CallQueries queries, long version) {
    Map<Long, String> canonical =
        queries.tables(version - 1, version).stream()
            .collect(Collectors.toMap(CallQueries.Table::version, CallQueries.Table::canonical));
    String before = canonical.get(version - 1);
    String after = canonical.get(version);
    return before == null || after == null
        ? List.of()
        : TableDiff.lines(
            RoutingTable.ofCanonicalForm(before), RoutingTable.ofCanonicalForm(after));
  }
}
