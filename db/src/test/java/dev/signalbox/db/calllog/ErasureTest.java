package dev.signalbox.db.calllog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.db.Await;
import dev.signalbox.db.MigratedDatabase;
import dev.signalbox.db.calllog.Erasure.Erased;
import dev.signalbox.db.column.Sha256;
import dev.signalbox.router.RoutedCall;
import dev.signalbox.router.chat.Usage;
import dev.signalbox.router.table.LogRule;
import dev.signalbox.router.table.LogRule.Keep;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an erasure takes out of the tables, and what it leaves. */
final class ErasureTest {
  private static final LogRule SEARCHABLE = new LogRule(Keep.FULL, false, true);
  private static final Erasure.Order ORDER = new Erasure.Order("ada", "asked for in letter 17");
  private static final Usage USAGE = new Usage(1000, 0, 0, 100, 0);

  @RegisterExtension private static final MigratedDatabase DATABASE = new MigratedDatabase();

  private final Erasure erasure = new Erasure(DATABASE.get());

  @BeforeEach
  void empty() {
    DATABASE.execute(
        "truncate call_log, call_attempt, call_payload, call_tag, call_text, call_hour,"
            + " attempt_hour, call_spend, call_log_change");
  }

  @Test
  void leavesNoWordAndNoNameOfAUserAnywhere() {
    store(
        call("2026-09-01T10:00:00Z", "zebedee", "quagga prompt").build(),
        MadeCall.at("2026-09-02T10:00:00Z")
            .user("zebedee")
            .tags("wombat")
            .asking("quagga prompt")
            .brokeOff("openai", "gpt-4o-mini", "quagga half", "0.5")
            .rejected("openai", "gpt-4o-mini", "quagga is not allowed")
            .build());

    Erased erased = erase("zebedee");

    assertThat(erased).isEqualTo(new Erased(2, 4));
    assertThat(everything()).doesNotContain("quagga").doesNotContain("zebedee");
    assertThat(everyPayload()).isEmpty();
    assertThat(DATABASE.rows("select * from call_tag")).isEmpty();
    assertThat(DATABASE.rows("select * from call_text")).isEmpty();
  }

  @Test
  void leavesOthersAsTheyWere() {
    MadeCall other = call("2026-09-01T10:00:00Z", "bob", "same prompt");
    store(other.build(), call("2026-09-01T10:00:01Z", "zebedee", "same prompt").build());
    String before = rowsOf(other);

    erase("zebedee");

    assertThat(rowsOf(other)).isEqualTo(before).contains("same prompt", "wombat");
  }

  @Test
  void keepsWhatItCostAndUnderNobodysName() {
    store(
        call("2026-09-01T10:00:00Z", "zebedee", "one").build(),
        call("2026-09-01T11:00:00Z", "zebedee", "two").build(),
        call("2026-09-01T12:00:00Z", "bob", "three").build());
    String hours = DATABASE.rows("select * from call_hour order by hour").toString();

    erase("zebedee");

    assertThat(DATABASE.rows("select * from call_hour order by hour").toString()).isEqualTo(hours);
    assertThat(
            DATABASE.rows(
                "select name, calls from call_spend where dimension = 'user' order by name"))
        .containsExactly(Map.of("name", "bob", "calls", 1L), Map.of("name", "erased", "calls", 2L));
    assertThat(
            DATABASE.rows(
                """
                select s.name from call_spend s
                where s.dimension = 'user' and s.cost_usd <> (select sum(c.cost_usd) from call_log c
                  where c.user_id = s.name)
                """))
        .isEmpty();
  }

  @Test
  void renamesWhatAUserCostOnDaysWhoseCallsRetentionHasDropped() {
    DATABASE.execute(
        "insert into call_spend values ('2025-01-05', 'user', 'zebedee', 3, 1.5),"
            + " ('2025-01-05', 'user', 'erased', 1, 0.5)");

    erase("zebedee");

    assertThat(DATABASE.rows("select name, calls, cost_usd from call_spend"))
        .containsExactly(Map.of("name", "erased", "calls", 4L, "cost_usd", new BigDecimal("2.0")));
  }

  @Test
  void aPayloadThatTwoCallsShareStaysUntilBothAreErased() {
    MadeCall first = call("2026-09-01T10:00:00Z", "bob", "shared prompt");
    MadeCall second = call("2026-09-01T11:00:00Z", "bob", "shared prompt");
    store(first.build(), second.build());

    assertThat(erasure.call(first.id(), ORDER)).isEqualTo(new Erased(1, 0));
    assertThat(everyPayload()).anyMatch(text -> text.contains("shared prompt"));
    assertThat(erasure.call(second.id(), ORDER)).isEqualTo(new Erased(1, 2));
    assertThat(everyPayload()).isEmpty();
  }

  @Test
  void erasesACallOfAKeyAndOneOfNobody() {
    MadeCall keyed =
        MadeCall.at("2026-09-01T10:00:00Z")
            .key("backoffice")
            .answered("openai", "gpt-4o-mini", "yes", USAGE);
    MadeCall ofNobody =
        MadeCall.at("2026-09-01T10:00:00Z").answered("openai", "gpt-4o-mini", "yes", USAGE);
    MadeCall alsoOfNobody =
        MadeCall.at("2026-09-01T10:00:01Z").answered("openai", "gpt-4o-mini", "yes", USAGE);
    store(keyed.build(), ofNobody.build(), alsoOfNobody.build());

    assertThat(erasure.call(keyed.id(), ORDER)).isEqualTo(new Erased(1, 2));
    assertThat(erasure.call(ofNobody.id(), ORDER)).isEqualTo(new Erased(1, 0));
    assertThat(erasure.call(alsoOfNobody.id(), ORDER)).isEqualTo(new Erased(1, 2));
    assertThat(DATABASE.rows("select distinct api_key from call_log where api_key is not null"))
        .containsExactly(Map.of("api_key", "backoffice"));
  }

  @Test
  void isRememberedWithoutTheName() {
    MadeCall call = call("2026-09-01T10:00:00Z", "zebedee", "one");
    store(call.build());

    erase("zebedee");
    erasure.call(call.id(), ORDER);

    assertThat(
            DATABASE.rows(
                "select action, subject, who, why, calls, detail::text as detail"
                    + " from call_log_change order by id"))
        .containsExactly(
            Map.of(
                "action", "erase_user",
                "subject", Sha256.hex("zebedee"),
                "who", "ada",
                "why", "asked for in letter 17",
                "calls", 1L,
                "detail", "{\"payloads\": 2}"),
            Map.of(
                "action", "erase_call",
                "subject", call.id().toString(),
                "who", "ada",
                "why", "asked for in letter 17",
                "calls", 0L,
                "detail", "{\"payloads\": 0}"));
  }

  @Test
  void aSecondRunFindsNothingAndANewCallOfTheUserStays() {
    store(call("2026-09-01T10:00:00Z", "zebedee", "one").build());
    erase("zebedee");

    assertThat(erase("zebedee")).isEqualTo(Erased.NOTHING);
    store(call(Instant.now().plusSeconds(60).toString(), "zebedee", "back again").build());
    assertThat(DATABASE.rows("select 1 from call_log where user_id = 'zebedee'")).hasSize(1);
    assertThat(everyPayload()).anyMatch(text -> text.contains("back again"));
  }

  /** The name that stands for those who were erased may be somebody's. */
  @Test
  void aUserWhoIsCalledErasedCanBeErased() {
    store(call("2026-09-01T10:00:00Z", "erased", "one").build());

    assertThat(erase("erased")).isEqualTo(new Erased(1, 2));
    assertThat(erase("erased")).isEqualTo(Erased.NOTHING);
    assertThat(DATABASE.rows("select calls from call_spend where dimension = 'user'"))
        .containsExactly(Map.of("calls", 1L));
  }

  @Test
  void aCallThatIsStillInAJournalDoesNotArrive() {
    MadeCall late = call("2026-09-01T10:00:00Z", "zebedee", "quagga");
    MadeCall alsoLate = call("2026-09-01T10:00:00Z", "bob", "quagga");
    erase("zebedee");
    assertThat(erasure.call(alsoLate.id(), ORDER)).isEqualTo(Erased.NOTHING);

    store(late.build(), alsoLate.build());

    assertThat(DATABASE.rows("select * from call_log")).isEmpty();
    assertThat(everyPayload()).isEmpty();
  }

  /** However it falls out which comes first, nothing of the user's earlier calls is left. */
  @Test
  void nothingSlipsThroughWhileCallsAreDelivered() throws InterruptedException {
    List<RoutedCall> calls = new ArrayList<>();
    for (int i = 0; i < 1_500; i++) {
      calls.add(
          call("2026-09-0%dT10:00:00Z".formatted(1 + i % 3), "zebedee", "quagga " + i).build());
    }
    Thread deliveries =
        Thread.ofPlatform()
            .start(() -> {
              for (int from = 0; from < calls.size(); from += 50) {
                store(calls.subList(from, from + 50).toArray(RoutedCall[]::new));
              }
            });
    Await.until(
        "the first calls are there",
        () -> !DATABASE.rows("select 1 from call_log limit 1").isEmpty());
    Erased erased = erase("zebedee");
    deliveries.join();

    assertThat(erased.calls()).isPositive();
    assertThat(DATABASE.rows("select 1 from call_log where user_id = 'zebedee'")).isEmpty();
    assertThat(DATABASE.rows("select 1 from call_log")).hasSize(Math.toIntExact(erased.calls()));
    assertThat(everyPayload()).isEmpty();
    assertThat(
            DATABASE.rows(
                """
                select name, sum(calls)::bigint as calls from call_spend where dimension = 'user'
                group by name
                """))
        .containsExactly(Map.of("name", "erased", "calls", erased.calls()));
  }

  private Erased erase(String user) {
    return erasure.user(user, ORDER, _ -> {});
  }

  private static MadeCall call(String startedAt, String user, String prompt) {
    return MadeCall.at(startedAt)
        .user(user)
        .tags("wombat")
        .asking(prompt)
        .answered("openai", "gpt-4o-mini", "answer to " + prompt, USAGE);
  }

  private static void store(RoutedCall... calls) {
    StoredCalls.store(DATABASE.get(), SEARCHABLE, calls);
  }

  private static List<String> everyPayload() {
    return DATABASE.rows("select body from call_payload").stream()
        .map(row -> unpacked(row.get("body")))
        .toList();
  }

  /** All that is in the tables, with payloads and decisions unpacked. */
  private static String everything() {
    String rows =
        Stream.of("call_log", "call_attempt", "call_tag", "call_spend", "call_log_change")
            .map(table -> DATABASE.rows("select to_jsonb(t) from " + table + " t").toString())
            .collect(Collectors.joining("\n"));
    String decisions =
        DATABASE.rows("select decision from call_log order by id").stream()
            .map(row -> unpacked(row.get("decision")))
            .collect(Collectors.joining("\n"));
    String words = DATABASE.rows("select call_id, words::text from call_text").toString();
    return String.join("\n", rows, decisions, words, everyPayload().toString());
  }

  private static String rowsOf(MadeCall call) {
    String id = "'" + call.id() + "'";
    String payloads =
        DATABASE
            .rows(
                "select body from call_payload join call_log on key in (request_key, reply_key)"
                    + " where id = "
                    + id
                    + " order by key")
            .stream()
            .map(row -> unpacked(row.get("body")))
            .collect(Collectors.joining("\n"));
    return Stream.of(
            "select to_jsonb(c) from call_log c where id = " + id,
            "select to_jsonb(a) from call_attempt a where call_id = " + id,
            "select tag from call_tag where call_id = " + id,
            "select words::text from call_text where call_id = " + id)
        .map(sql -> DATABASE.rows(sql).toString())
        .collect(Collectors.joining("\n", payloads, ""));
  }

  private static String unpacked(@Nullable Object body) {
    return Packing.unpack((byte[]) Objects.requireNonNull(body));
  }
}
