package dev.signalbox.eval.series;

import dev.signalbox.router.yaml.InvalidFileException;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads recorded results into series, one a stream: CSV with a header or JSON Lines, plain or
 * gzipped, told apart by what is in the file and not by its name. A result needs {@code run_at},
 * {@code case_id} and {@code score} or {@code error}; results without {@code run_id} belong to the
 * run of their time. Cases are told apart by {@code case_id}. Results with {@code role} frozen are
 * left out: they tell of the grader and not of the model.
 *
 * <p>In a CSV file, the column of a {@link dev.signalbox.router.yaml.Problem} is the number of the
 * field.
 */
public final class RecordedResults {
  private static final int GZIP_MAGIC = 0x1f8b;

  private final Map<StreamKey, Map<String, RecordedRun>> streams = new LinkedHashMap<>();
  private final Instant asOf;
  private boolean anyRow;

  private RecordedResults(Instant asOf) {
    this.asOf = asOf;
  }

  /**
   * The results of one run while they are gathered.
   *
   * @param at the time of its first result in the file
   * @param revisions how many results name each
   */
  private record RecordedRun(
      String id, Instant at, Map<String, Integer> revisions, List<Series.Case> cases) {

    Series.Run toRun() {
      String revision =
          revisions.entrySet().stream()
              .max(Map.Entry.comparingByValue())
              .map(Map.Entry::getKey)
              .orElse("");
      return new Series.Run(id, at, revision, cases);
    }
  }

  /**
   * Reads a file.
   *
   * @param asOf results after this time are left out; {@link Instant#MAX} takes all
   * @return in the order in which the streams first appear; the runs of each in order of time
   * @throws InvalidFileException if it cannot be read, with line, column and what would be right
   */
  public static List<Series> read(Path path, Instant asOf) {
    RecordedFile file = new RecordedFile(path.toString());
    RecordedResults results = new RecordedResults(asOf);
    try (InputStream in = Files.newInputStream(path)) {
      results.read(in, file);
    } catch (NoSuchFileException e) {
      throw file.fatal(1, 1, "there is no such file");
    } catch (CharacterCodingException e) {
      throw file.fatal(1, 1, "the file is not UTF-8 text; save it as UTF-8");
    } catch (ZipException | EOFException e) {
      throw file.fatal(1, 1, "the file is not whole gzip; compress it again");
    } catch (IOException e) {
      throw file.fatal(1, 1, "the file cannot be read (" + e.getMessage() + ")");
    }
    file.throwIfAnyProblem();
    if (!results.anyRow) {
      throw file.fatal(1, 1, "the file has no results; it needs a row a result");
    }
    return results.toSeries();
  }

  private void read(InputStream in, RecordedFile file) throws IOException {
    BufferedReader text =
        new BufferedReader(
            new InputStreamReader(unzipped(in), StandardCharsets.UTF_8.newDecoder()));
    text.mark(1);
    int first = text.read();
    if (first == -1) {
      throw file.fatal(1, 1, "the file is empty; it needs a row a result");
    }
    if (first != '\uFEFF') {
      text.reset();
    }
    text.mark(1);
    boolean json = text.read() == '{';
    text.reset();
    if (json) {
      new JsonLinesRows(file, RecordedResult.COLUMNS).read(text, row -> add(row, file));
    } else {
      new CsvRows(file, RecordedResult.COLUMNS).read(text, row -> add(row, file));
    }
  }

  private static InputStream unzipped(InputStream in) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in);
    buffered.mark(2);
    int magic = buffered.read() << 8 | buffered.read();
    buffered.reset();
    return magic == GZIP_MAGIC ? new GZIPInputStream(buffered) : buffered;
  }

  private void add(RecordedRow row, RecordedFile file) {
    anyRow = true;
    RecordedResult.of(row, file)
        .filter(result -> !result.frozen() && !result.at().isAfter(asOf))
        .ifPresent(this::add);
  }

  private void add(RecordedResult result) {
    RecordedRun run =
        streams
            .computeIfAbsent(result.stream(), _ -> new LinkedHashMap<>())
            .computeIfAbsent(
                result.runId(),
                id -> new RecordedRun(id, result.at(), new TreeMap<>(), new ArrayList<>()));
    if (!result.revision().isEmpty()) {
      run.revisions().merge(result.revision(), 1, Integer::sum);
    }
    run.cases().add(new Series.Case(result.caseId(), result.caseId(), result.score()));
  }

  private List<Series> toSeries() {
    List<Series> series = new ArrayList<>();
    streams.forEach((stream, runs) ->
        series.add(
            new Series(
                stream,
                runs.values().stream()
                    .map(RecordedRun::toRun)
                    .sorted(Comparator.comparing(Series.Run::at))
                    .toList(),
                0)));
    return series;
  }
}
