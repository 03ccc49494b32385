package dev.signalbox.db.store;

import dev.signalbox.db.column.Storable;
import dev.signalbox.eval.run.CaseResult;
import dev.signalbox.eval.run.CaseResult.Answered;
import dev.signalbox.eval.run.EvalRun;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code run}.
 *
 * @param revision of the answers' labels the most frequent, the first of equals
 * @param scored answers that could be judged
 * @param passed those of them that passed
 */
public record RunRow(
    UUID id,
    long streamId,
    String suiteVersion,
    boolean simulated,
    long tableVersion,
    String tableHash,
    Instant scheduledFor,
    Instant startedAt,
    Instant finishedAt,
    @Nullable String revision,
    int cases,
    int scored,
    int passed) {

  static RunRow of(EvalRun run, long stream) {
    List<Answered> answers =
        run.results().stream()
            .map(CaseResult::ending)
            .filter(Answered.class::isInstance)
            .map(Answered.class::cast)
            .toList();
    List<Answered> scored = answers.stream().filter(answer -> answer.score().isPresent()).toList();
    return new RunRow(
        run.id(),
        stream,
        run.suiteVersion(),
        run.simulated(),
        run.table().number(),
        run.table().hash(),
        run.scheduledFor(),
        run.startedAt(),
        run.finishedAt(),
        Storable.label(mostFrequentRevision(answers)),
        run.results().size(),
        scored.size(),
        (int) scored.stream().filter(Answered::passed).count());
  }

  private static String mostFrequentRevision(List<Answered> answers) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    answers.forEach(answer -> counts.merge(answer.revision(), 1, Integer::sum));
    int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() == most)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("");
  }
}
