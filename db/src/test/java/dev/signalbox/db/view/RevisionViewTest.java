package dev.signalbox.db.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.db.MigratedDatabase;
import dev.signalbox.db.calllog.MadeCall;
import dev.signalbox.db.calllog.StoredCalls;
import dev.signalbox.db.view.RevisionView.Revision;
import dev.signalbox.router.RoutedCall;
import dev.signalbox.router.catalog.Catalog;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which revisions answered, and since when. */
final class RevisionViewTest {
  private static final String MARCH_2 = "2026-03-02T00:00:00Z";
  private static final String MARCH_3 = "2026-03-03T00:00:00Z";

  @RegisterExtension private static final MigratedDatabase DATABASE = new MigratedDatabase();

  private final RevisionView view =
      Views.over(DATABASE.get().jdbi(), Catalog.shipped()).revisions();

  @BeforeEach
  void empty() {
    DATABASE.execute("truncate call_log, call_hour");
  }

  private static MadeCall served(String at, String revision) {
    return MadeCall.at(at).revision(revision).answered("openai", "gpt-4o", "0.01");
  }

  private static void store(MadeCall... calls) {
    StoredCalls.store(
        DATABASE.get(), Arrays.stream(calls).map(MadeCall::build).toArray(RoutedCall[]::new));
  }

  private List<Revision> onMarch2() {
    return view.between(Optional.empty(), Instant.parse(MARCH_2), Instant.parse(MARCH_3));
  }

  private static List<String> names(List<Revision> revisions) {
    return revisions.stream().map(Revision::revision).toList();
  }

  @Test
  void countsTheCallsOfEachRevisionNewestFirst() {
    MadeCall june = served("2026-03-02T15:20:30.400Z", "june");
    store(
        served("2026-03-02T09:59:59.999Z", "may"),
        served("2026-03-02T10:00:00Z", "may"),
        served("2026-03-02T16:00:00Z", "may"),
        june,
        served("2026-03-02T18:59:00Z", "june"));

    List<Revision> revisions = onMarch2();

    assertThat(names(revisions)).containsExactly("june", "may");
    assertThat(revisions.getFirst())
        .isEqualTo(
            new Revision(
                "extract",
                "openai",
                "gpt-4o",
                "june",
                2,
                0.4,
                Instant.parse("2026-03-02T15:20:30.400Z"),
                Optional.of(june.id()),
                Instant.parse("2026-03-02T18:00:00Z"),
                true));
    assertThat(revisions.getLast().calls()).isEqualTo(3);
    assertThat(revisions.getLast().isNew()).as("the only one until then").isFalse();
  }

  @Test
  void sharesOutTheCallsOfATasksModelAlone() {
    store(
        served("2026-03-02T10:00:00Z", "may"),
        served("2026-03-02T10:00:01Z", "june"),
        served("2026-03-02T10:00:02Z", "may").task("triage"),
        MadeCall.at("2026-03-02T10:00:03Z").answered("anthropic", "claude-haiku-4-5", "0.01"));

    assertThat(onMarch2())
        .extracting(Revision::task, Revision::provider, Revision::share)
        .containsExactly(
            tuple("extract", "anthropic", 1.0),
            tuple("extract", "openai", 0.5),
            tuple("extract", "openai", 0.5),
            tuple("triage", "openai", 1.0));
    assertThat(view.between(Optional.of("triage"), Instant.parse(MARCH_2), Instant.parse(MARCH_3)))
        .extracting(Revision::task)
        .containsExactly("triage");
  }

  @Test
  void remembersWhenARevisionCameThoughThatWasBeforeThePeriod() {
    MadeCall first = served("2026-03-01T11:30:00Z", "june");
    store(served("2026-03-01T10:00:00Z", "may"), first, served("2026-03-02T10:00:00Z", "june"));

    assertThat(onMarch2())
        .singleElement()
        .satisfies(june -> {
          assertThat(june.calls()).isEqualTo(1);
          assertThat(june.firstSeen()).isEqualTo("2026-03-01T11:30:00Z");
          assertThat(june.firstCall()).contains(first.id());
          assertThat(june.isNew()).isFalse();
        });
  }

  @Test
  void countsWholeHours() {
    store(
        served("2026-03-02T09:59:59Z", "april"),
        served("2026-03-02T10:05:00Z", "may"),
        served("2026-03-02T12:00:00Z", "june"));

    assertThat(
            names(
                view.between(
                    Optional.empty(),
                    Instant.parse("2026-03-02T10:30:00Z"),
                    Instant.parse("2026-03-02T12:00:00Z"))))
        .containsExactly("may");
  }

  @Test
  void tellsWhichOfTwoRevisionsThatBeganInOneHourIsTheNewOne() {
    store(served("2026-03-02T10:50:00Z", "june"), served("2026-03-02T10:10:00Z", "may"));

    assertThat(onMarch2())
        .extracting(Revision::revision, Revision::isNew)
        .containsExactly(tuple("june", true), tuple("may", false));
  }

  /** Who refuses a request does not say what would have answered it. */
  @Test
  void countsAnswersAlone() {
    MadeCall silent = served("2026-03-02T10:30:00Z", "");
    store(
        MadeCall.at("2026-03-02T10:00:00Z").rejected("openai", "gpt-4o", "not allowed"),
        silent,
        served("2026-03-02T11:00:00Z", "may"),
        MadeCall.at("2026-03-02T12:00:00Z").rejected("openai", "gpt-4o", "not allowed"),
        MadeCall.at("2026-03-02T13:00:00Z").brokeOff("openai", "gpt-4o", "It is", "0.01"),
        MadeCall.at("2026-03-02T14:00:00Z"));

    List<Revision> revisions = onMarch2();

    assertThat(names(revisions)).containsExactly("may", "");
    assertThat(revisions.getFirst().share()).isCloseTo(0.5, within(1e-9));
    assertThat(revisions.getLast())
        .satisfies(unnamed -> {
          assertThat(unnamed.calls()).isEqualTo(1);
          assertThat(unnamed.firstCall()).contains(silent.id());
          assertThat(unnamed.lastSeen()).isEqualTo("2026-03-02T10:00:00Z");
        });
  }

  @Test
  void knowsTheHourOfAFirstCallThatIsNotKeptAnyMore() {
    MadeCall kept = served("2026-03-02T12:00:00Z", "june");
    store(served("2026-03-02T10:20:00Z", "may"), served("2026-03-02T11:20:00Z", "june"), kept);
    DATABASE.execute("delete from call_log where id <> '" + kept.id() + "'");

    assertThat(onMarch2())
        .first()
        .satisfies(june -> {
          assertThat(june.calls()).isEqualTo(2);
          assertThat(june.firstSeen()).isEqualTo("2026-03-02T11:00:00Z");
          assertThat(june.firstCall()).isEmpty();
          assertThat(june.isNew()).isTrue();
        });
  }
}
