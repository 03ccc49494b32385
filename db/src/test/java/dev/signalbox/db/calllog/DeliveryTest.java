package dev.signalbox.db.calllog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.db.MigratedDatabase;
import dev.signalbox.db.calllog.Delivery.Delivered;
import dev.signalbox.router.RoutedCall;
import dev.signalbox.router.chat.Attribution;
import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.table.LogRule;
import dev.signalbox.router.table.LogRule.Keep;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

final class DeliveryTest {
  private static final LogRule SEARCHABLE = new LogRule(Keep.FULL, false, true);

  @RegisterExtension private static final MigratedDatabase DATABASE = new MigratedDatabase();

  private final Delivery delivery = new Delivery(DATABASE.get(), () -> KeepFrom.EVER);

  @BeforeEach
  void empty() {
    DATABASE.execute(
        "truncate call_log, call_attempt, call_payload, call_tag, call_text, call_hour,"
            + " attempt_hour, call_spend, call_log_change");
  }

  @AfterEach
  void close() {
    delivery.close();
  }

  @Test
  void storesACallWithItsAttempts() throws SQLException {
    UUID id = SampleCalls.id();

    assertThat(deliver(SampleCalls.answered(id))).isEqualTo(new Delivered(1, 0, 0));

    assertThat(one("select * from call_log"))
        .containsEntry("id", id)
        .containsEntry("origin", "traffic")
        .containsEntry("task", "extract")
        .containsEntry("table_version", 3L)
        .containsEntry("catalog", "catalog-7")
        .containsEntry("kept", "full")
        .containsEntry("streamed", false)
        .containsEntry("joined", false)
        .containsEntry("took_ms", 1250.0)
        .containsEntry("result", "answered")
        .containsEntry("reason", null)
        .containsEntry("finish", "done")
        .containsEntry("provider", "anthropic")
        .containsEntry("model", "claude-haiku-4-5")
        .containsEntry("revision", "claude-haiku-4-5-20251001")
        .containsEntry("simulated", true)
        .containsEntry("attempts", 2)
        .containsEntry("cost_usd", new BigDecimal("0.000321"))
        .containsEntry("user_id", null);
    assertThat(payload(id, "request"))
        .isEqualTo("{\"messages\":[{\"role\":\"user\",\"parts\":[{\"text\":\"What is due?\"}]}]}");
    assertThat(payload(id, "reply")).isEqualTo("{\"text\":\"42.00\"}");
    assertThat(DATABASE.rows("select * from call_attempt order by ordinal"))
        .hasSize(2)
        .first()
        .satisfies(row ->
            assertThat(row)
                .containsEntry("ordinal", 1)
                .containsEntry("provider", "openai")
                .containsEntry("outcome", "failed")
                .containsEntry("fault", "overloaded")
                .containsEntry("detail", "overloaded_error")
                .containsEntry("status", 529)
                .containsEntry("took_ms", 1.5)
                .containsEntry("reserved_usd", new BigDecimal("0.00031"))
                .containsEntry("cost_usd", null));
    assertThat(DATABASE.rows("select * from call_attempt order by ordinal").getLast())
        .containsEntry("kind", "hedge")
        .containsEntry("waited_ms", 2.0)
        .containsEntry("limit_ms", 9998.0)
        .containsEntry("connect_limit_ms", 5000.0)
        .containsEntry("first_content_limit_ms", 4000.0)
        .containsEntry("idle_limit_ms", 3000.0)
        .containsEntry("connect_ms", 30.0)
        .containsEntry("first_content_ms", 250.0)
        .containsEntry("input_tokens", 100L)
        .containsEntry("cache_read_tokens", 20L)
        .containsEntry("cache_write_tokens", 5L)
        .containsEntry("output_tokens", 40L)
        .containsEntry("reasoning_tokens", 10L)
        .containsEntry("cost_usd", new BigDecimal("0.000321"))
        .containsEntry("price_version", "2026-01-01")
        .containsEntry("requests_left", 49L)
        .containsEntry("tokens_left", 9000L)
        .containsEntry("limits_reset_ms", 6000.0)
        .containsEntry("move", "stop: answered");
  }

  @Test
  void countsACallOnceHoweverOftenItComes() throws SQLException {
    RoutedCall first = SampleCalls.answered(SampleCalls.id());
    RoutedCall second = SampleCalls.answered(SampleCalls.id());

    deliver(first);
    assertThat(deliver(first, second, second)).isEqualTo(new Delivered(1, 0, 0));

    assertThat(one("select count(*) as calls, sum(attempts) as attempts from call_log"))
        .isEqualTo(Map.of("calls", 2L, "attempts", 4L));
    assertThat(one("select count(*) as rows from call_attempt")).containsEntry("rows", 4L);
    assertThat(one("select calls, cost_usd from call_hour"))
        .isEqualTo(Map.of("calls", 2L, "cost_usd", new BigDecimal("0.000642")));
    assertThat(
            DATABASE.rows(
                "select outcome, fault, attempts, input_tokens from attempt_hour order by outcome"))
        .containsExactly(
            Map.of("outcome", "answered", "fault", "", "attempts", 2L, "input_tokens", 200L),
            Map.of("outcome", "failed", "fault", "overloaded", "attempts", 2L, "input_tokens", 0L));
    assertThat(
            one(
                "select (select sum(n) from unnest(latency) n) as sum, latency[31] as here from call_hour"))
        .as("1,250 ms lie in bucket 30, which is the 31st")
        .isEqualTo(Map.of("sum", new BigDecimal(2), "here", 2L));
  }

  @Test
  void keepsAPayloadOnceForEachOwnerAndDay() throws SQLException {
    deliver(of("ann"), of("ann"), of("bob"));

    assertThat(one("select count(*) as rows from call_payload"))
        .as("a prompt and an answer of each of the two")
        .containsEntry("rows", 4L);
    assertThat(DATABASE.rows("select dimension, name, calls from call_spend order by 1, 2"))
        .containsExactly(
            Map.of("dimension", "tag", "name", "team=shop", "calls", 3L),
            Map.of("dimension", "user", "name", "ann", "calls", 2L),
            Map.of("dimension", "user", "name", "bob", "calls", 1L));
    assertThat(one("select count(*) as rows from call_tag")).containsEntry("rows", 3L);

    assertThat(deliver(of("bob"), of("cleo"))).isEqualTo(new Delivered(2, 0, 0));
    assertThat(one("select count(*) as rows from call_payload"))
        .as("bob's were there from the batch before")
        .containsEntry("rows", 6L);
  }

  @Test
  void findsTheWordsOfTasksThatWantIt() throws SQLException {
    deliver(SampleCalls.answered(SampleCalls.id()));
    delivery.deliver(packed(SEARCHABLE, SampleCalls.answered(SampleCalls.id())));

    assertThat(
            one(
                "select count(*) as found from call_text where words @@ websearch_to_tsquery('simple', 'due 42.00')"))
        .containsEntry("found", 1L);
  }

  @Test
  void storesWhatWasSeenOfAnAnswerThatBrokeOff() throws SQLException {
    UUID id = SampleCalls.id();

    deliver(SampleCalls.cut(id, SampleCalls.reply("42.")));

    assertThat(one("select * from call_log"))
        .containsEntry("streamed", true)
        .containsEntry("result", "cut")
        .containsEntry("reason", "the answer broke off")
        .containsEntry("finish", null)
        .containsEntry("provider", null)
        .containsEntry("cost_usd", new BigDecimal("0.00012"));
    assertThat(payload(id, "reply")).isEqualTo("{\"text\":\"42.\"}");
    assertThat(one("select * from call_attempt where ordinal = 1"))
        .containsEntry("fault", "cut")
        .containsEntry("shown", true)
        .containsEntry("cost_estimated", true)
        .containsEntry("output_tokens", 40L)
        .containsEntry("move", "goes on at anthropic/claude-haiku-4-5");
    assertThat(
            one(
                "select body from call_attempt join call_payload on key = partial_key"
                    + " where ordinal = 1"))
        .hasEntrySatisfying(
            "body", body -> assertThat(Packing.unpack((byte[]) body)).isEqualTo("42."));
    assertThat(one("select kind, partial_key from call_attempt where ordinal = 2"))
        .containsEntry("kind", "continuation")
        .containsEntry("partial_key", null);
    RollupCheck.assertExact(DATABASE.get());
  }

  @Test
  void storesACallThatNobodyWasAskedFor() throws SQLException {
    deliver(SampleCalls.failed(SampleCalls.id()));

    assertThat(one("select * from call_log"))
        .containsEntry("origin", "eval")
        .containsEntry("result", "failed")
        .containsEntry("reason", "no target can take the request")
        .containsEntry("provider", null)
        .containsEntry("reply_key", null)
        .containsEntry("simulated", false)
        .containsEntry("attempts", 0);
    assertThat(DATABASE.rows("select * from call_attempt")).isEmpty();
    RollupCheck.assertExact(DATABASE.get());
  }

  /** Each meets the rows, payloads and sums of the other in an order of its own. */
  @Test
  void addsUpExactlyWhenTwoNodesDeliverTheSameAtOnce() throws Exception {
    List<RoutedCall> calls =
        IntStream.range(0, 400).mapToObj(i -> of("user-" + i % 40, "What is due? " + i)).toList();
    try (ExecutorService nodes = Executors.newFixedThreadPool(2)) {
      List<Callable<Integer>> both =
          List.of(() -> deliverApart(calls), () -> deliverApart(calls.reversed()));
      int stored = 0;
      for (Future<Integer> node : nodes.invokeAll(both)) {
        stored += node.get();
      }
      assertThat(stored).isEqualTo(400);
    }
    assertThat(one("select count(*) as rows from call_attempt")).containsEntry("rows", 800L);
    RollupCheck.assertExact(DATABASE.get());
  }

  /** In batches of a few, on a connection of its own. */
  private static int deliverApart(List<RoutedCall> calls) throws SQLException {
    int stored = 0;
    try (Delivery node = new Delivery(DATABASE.get(), () -> KeepFrom.EVER)) {
      for (int from = 0; from < calls.size(); from += 20) {
        RoutedCall[] batch = calls.subList(from, from + 20).toArray(RoutedCall[]::new);
        stored += node.deliver(packed(batch)).stored();
      }
    }
    return stored;
  }

  @Test
  void tellsThoseWhoListenWhatArrived() throws SQLException {
    UUID first = SampleCalls.id();
    UUID second = SampleCalls.id();
    List<String> ids = Stream.of(first, second).map(UUID::toString).sorted().toList();
    try (Handle listener = DATABASE.get().jdbi().open()) {
      listener.execute("listen " + Delivery.CHANNEL);

      deliver(SampleCalls.answered(first), SampleCalls.answered(second));

      PGNotification[] heard =
          listener.getConnection().unwrap(PGConnection.class).getNotifications(10_000);
      assertThat(heard)
          .singleElement()
          .extracting(PGNotification::getParameter)
          .isEqualTo(ids.getFirst() + " " + ids.getLast() + " 2");
    }
  }

  @Test
  void bringsBackNothingThatWasErased() throws SQLException {
    RoutedCall byId = of("cid");
    DATABASE.execute(
        "insert into call_log_change (action, subject, who, why, calls) values"
            + " ('erase_call', '"
            + byId.id()
            + "', 'me', 'test', 1),"
            + " ('erase_user', encode(sha256('ann'), 'hex'), 'me', 'test', 1)");

    assertThat(deliver(of("ann"), of("bob"), byId)).isEqualTo(new Delivered(1, 2, 0));

    assertThat(one("select user_id from call_log")).containsEntry("user_id", "bob");
    assertThat(one("select count(*) as rows from call_payload")).containsEntry("rows", 2L);
  }

  @Test
  void doesNotMakeADayAgainThatRetentionDropped() throws SQLException {
    LocalDate next = LocalDate.of(2026, 3, 2);
    try (Delivery late = new Delivery(DATABASE.get(), () -> new KeepFrom(next, next))) {
      assertThat(late.deliver(packed(of("ann")))).isEqualTo(new Delivered(0, 0, 1));
    }
    try (Delivery bare = new Delivery(DATABASE.get(), () -> new KeepFrom(LocalDate.EPOCH, next))) {
      assertThat(bare.deliver(packed(of("ann")))).isEqualTo(new Delivered(1, 0, 0));
    }

    assertThat(one("select request_key, reply_key from call_log"))
        .containsEntry("request_key", null)
        .containsEntry("reply_key", null);
    assertThat(one("select count(*) as rows from call_payload")).containsEntry("rows", 0L);
  }

  private static RoutedCall of(String user) {
    return of(user, "What is due?");
  }

  private static RoutedCall of(String user, String prompt) {
    Attribution attribution =
        Attribution.NONE.withUser(user).withTags(new TreeSet<>(Set.of("team=shop")));
    return SampleCalls.answeredBySecond(
        SampleCalls.id(),
        ChatRequest.of(Message.user(prompt)).change().attribution(attribution).build(),
        SampleCalls.reply("42.00"));
  }

  private Delivered deliver(RoutedCall... calls) throws SQLException {
    return delivery.deliver(packed(calls));
  }

  private static List<PackedCall> packed(RoutedCall... calls) {
    return packed(LogRule.DEFAULT, calls);
  }

  /** As they come out of the journal. */
  private static List<PackedCall> packed(LogRule rule, RoutedCall... calls) {
    try (Packing.Packer packer = new Packing.Packer()) {
      return Stream.of(calls)
          .map(call -> LoggedCall.record(call, rule, UnaryOperator.identity()))
          .map(record -> PackedCall.of(LoggedCall.parse(record), packer))
          .toList();
    }
  }

  private static Map<String, Object> one(String sql) {
    List<Map<String, Object>> rows = DATABASE.rows(sql);
    assertThat(rows).as(sql).hasSize(1);
    return rows.getFirst();
  }

  private static String payload(UUID call, String which) {
    return DATABASE
        .get()
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(
                    "select body from call_payload where (day, key) ="
                        + " (select started_at::date, <which>_key from call_log where id = :call)")
                .define("which", which)
                .bind("call", call)
                .mapTo(byte[].class)
                .map(Packing::unpack)
                .one());
  }
}
