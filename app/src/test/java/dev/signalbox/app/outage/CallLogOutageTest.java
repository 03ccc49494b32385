package dev.signalbox.app.outage;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.db.Await;
import dev.signalbox.db.Database;
import dev.signalbox.db.TestPrograms;
import dev.signalbox.db.embedded.EmbeddedPostgres;
import dev.signalbox.simulator.AnswerBook;
import dev.signalbox.simulator.SimulatedProvider;
import dev.signalbox.simulator.Simulator;
import dev.signalbox.simulator.SimulatorSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node under load while everything it stands on breaks, one after the other. After each of them,
 * every call that an application saw answered is on record, once.
 */
final class CallLogOutageTest {
  private static final String NODE = "node-a";
  private static final int CALLS_A_PHASE = 300;
  private static final Pattern DROPPED = Pattern.compile("([0-9,]+) were dropped");

  @TempDir private Path folder;

  private final Simulator providers =
      Simulator.start(
          SimulatorSettings.of(
              AnswerBook.of(List.of()), SimulatedProvider.openai(), SimulatedProvider.anthropic()));
  private final Callers callers = new Callers();
  private @Nullable Service latest;

  /** Calls that were answered without a record so far, as their task allows. */
  private long lost;

  /** Calls that were answered, so the records say, when their caller was not there any more. */
  private long unheard;

  private EmbeddedPostgres postgres;
  private Records records;

  @BeforeEach
  void start() {
    postgres = startPostgres();
    records = new Records(() -> Database.connect(postgres.address()));
  }

  private EmbeddedPostgres startPostgres() {
    return EmbeddedPostgres.start(
        folder.resolve("postgres"), TestPrograms.folder(), OptionalInt.empty());
  }

  @AfterEach
  void stop() {
    postgres.close();
    providers.close();
  }

  @Test
  void losesNoAnsweredCallWhateverBreaks() throws IOException {
    System.out.printf(
        "%-34s %9s %9s %8s %11s %8s%n",
        "after", "answered", "rows", "missing", "duplicates", "dropped");
    try {
      theProcessIsKilled(serve(0));
      Service service = serve(0);
      thePostmasterIsKilled(service);
      theTableIsFull(service);
      theDatabaseIsReadOnly(service);
      service.close();
      theJournalIsFull(serve(1024));
      anotherNodeTakesOver();
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "\n" + requireNonNull(latest).printed(), e);
    } finally {
      requireNonNull(latest).kill();
    }
  }

  private Service serve(int fileBlocks) throws IOException {
    return serve(NODE, fileBlocks);
  }

  private Service serve(String node, int fileBlocks) throws IOException {
    Service started = Service.start(folder, node, providers, postgres.address(), fileBlocks);
    latest = started;
    return started;
  }

  private void theProcessIsKilled(Service service) throws IOException {
    callers.start(service.gateway());
    awaitMore(callers.answered().size() + CALLS_A_PHASE);
    service.kill();
    callers.stop();

    try (Service _ = serve(0)) {
      check("kill -9 of the app", 0);
    }
  }

  private void thePostmasterIsKilled(Service service) throws IOException {
    callers.start(service.gateway());
    awaitMore(callers.answered().size() + CALLS_A_PHASE);
    long postmaster =
        Long.parseLong(
            Files.readAllLines(folder.resolve("postgres/cluster/postmaster.pid")).getFirst());
    ProcessHandle.of(postmaster).orElseThrow().destroyForcibly();
    ProcessHandle.of(postmaster).ifPresent(handle -> handle.onExit().join());
    awaitMore(callers.answered().size() + CALLS_A_PHASE);
    postgres.close();
    postgres = startPostgres();
    awaitMore(callers.answered().size() + CALLS_A_PHASE);
    callers.stop();

    check("kill -9 of PostgreSQL", 0);
  }

  private void theTableIsFull(Service service) {
    records.execute(
        """
        create function refuse() returns trigger language plpgsql as $$
        begin raise exception 'no space left on device' using errcode = 'disk_full'; end $$
        """,
        "create trigger full_disk before insert on call_attempt for each statement execute function"
            + " refuse()");
    callers.start(service.gateway());
    awaitMore(callers.answered().size() + CALLS_A_PHASE);
    assertThat(readiness(service)).contains("\"degraded\"", "no space left on device");
    records.execute("drop trigger full_disk on call_attempt", "drop function refuse()");
    callers.stop();

    check("a full table (53100)", 0);
  }

  private void theDatabaseIsReadOnly(Service service) {
    records.execute(
        "alter database signalbox set default_transaction_read_only = on",
        "select pg_terminate_backend(pid) from pg_stat_activity"
            + " where pid <> pg_backend_pid() and backend_type = 'client backend'");
    callers.start(service.gateway());
    awaitMore(callers.answered().size() + CALLS_A_PHASE);
    assertThat(readiness(service)).contains("\"degraded\"", "read-only");
    records.execute(
        "set default_transaction_read_only = off",
        "alter database signalbox reset default_transaction_read_only",
        "select pg_terminate_backend(pid) from pg_stat_activity"
            + " where pid <> pg_backend_pid() and backend_type = 'client backend'");
    callers.stop();

    check("a read-only database", 0);
  }

  /** Files of at most a megabyte, sixteen in all, and nobody who takes them away. */
  private void theJournalIsFull(Service service) {
    records.execute("alter table call_log rename to call_log_away");
    callers.start(service.gateway());
    Await.until(
        "the journal is full",
        () -> readiness(service).contains("the journal has no room") && dropped(service) > 50);
    int refusedBefore = callers.refused();
    Await.until("calls that must be logged are refused", () -> callers.refused() > refusedBefore);
    callers.stop();
    long dropped = dropped(service);
    records.execute("alter table call_log_away rename to call_log");

    check("a full journal (ulimit, 16 MB)", dropped);
    service.close();
  }

  private void anotherNodeTakesOver() throws IOException {
    records.execute("alter table call_log rename to call_log_away");
    Service orphan = serve("node-b", 0);
    callers.start(orphan.gateway());
    awaitMore(callers.answered().size() + CALLS_A_PHASE);
    orphan.kill();
    callers.stop();
    records.execute("alter table call_log_away rename to call_log");

    String printed =
        Service.runToEnd(
            folder,
            postgres.address(),
            "journal",
            "import",
            folder.resolve("data/journal/node-b").toString());

    assertThat(printed).contains("calls delivered");
    check("an orphan's journal, imported", 0);
  }

  private void awaitMore(int calls) {
    Await.until(calls + " calls are answered", () -> callers.answered().size() >= calls);
  }

  /**
   * Every answered call has to be on record, but for those of the task that allows it. A record
   * that was dropped is one of those, or of a call that was refused.
   *
   * @param dropped records, as the service counts them
   */
  private void check(String what, long dropped) {
    Await.until(
        "the calls have arrived",
        () -> missing(callers.answered().keySet()).size() == lost(dropped));
    Set<UUID> missing = missing(callers.answered().keySet());
    long rows = records.count("select count(*) from call_log where result = 'answered'");
    long duplicates = records.count("select count(*) - count(distinct id) from call_log");
    System.out.printf(
        Locale.ROOT,
        "%-34s %,9d %,9d %8d %11d %8d%n",
        what,
        callers.answered().size(),
        rows,
        missing.size(),
        duplicates,
        dropped);

    assertThat(missing).allMatch(call -> "may".equals(callers.answered().get(call)));
    assertThat(duplicates).isZero();
    long unheardInAll = rows - (callers.answered().size() - missing.size());
    // At most one call of each caller was answered, but not heard any more.
    assertThat(unheardInAll - unheard).isBetween(0L, (long) Callers.AT_ONCE);
    lost = missing.size();
    unheard = unheardInAll;
    Await.until("rows and sums agree", records::agrees);
  }

  private long lost(long dropped) {
    long refusedOnRecord =
        records.count("select count(*) from call_log where result <> 'answered'");
    return dropped == 0 ? lost : lost + dropped - (callers.refused() - refusedOnRecord);
  }

  private Set<UUID> missing(Set<UUID> answered) {
    Set<UUID> missing = new TreeSet<>(answered);
    missing.removeAll(records.answered());
    return missing;
  }

  private static long dropped(Service service) {
    Matcher matcher = DROPPED.matcher(readiness(service));
    return matcher.find() ? Long.parseLong(matcher.group(1).replace(",", "")) : 0;
  }

  private static String readiness(Service service) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(
                      URI.create(service.gateway().toString().replaceFirst("/v1/?$", "/readyz")))
                  .build(),
              BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new AssertionError("readyz does not answer", e);
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }
}
