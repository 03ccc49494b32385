package dev.signalbox.eval.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.router.yaml.InvalidFileException;
import dev.signalbox.router.yaml.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordedResultsTest {
  private static final String HEADER = "run_at,case_id,score\n";

  @TempDir Path folder;

  @Test
  void readsTheLeastThatIsNeededAsOneStream() throws IOException {
    List<Series> series =
        read(
            HEADER
                + """
                2026-03-01T00:00:00Z,a,1
                2026-03-01T00:00:00Z,b,0
                2026-03-01T01:00:00Z,a,0.25
                2026-03-01T01:00:00Z,b,
                """);

    assertThat(series)
        .containsExactly(
            new Series(
                new StreamKey("", "", "", "", ""),
                List.of(
                    run("2026-03-01T00:00:00Z", scored("a", 1), scored("b", 0)),
                    run("2026-03-01T01:00:00Z", scored("a", .25), missing("b"))),
                0));
  }

  @Test
  void readsJsonLinesAsItReadsCsv() throws IOException {
    String csv =
        "run_at,run_id,task,provider,model,suite,grader_version,revision,case_id,score,error\n"
            + "2026-03-01T00:00:00Z,r,t,p,m,s,g,m-1,\"a,\"\"b\"\"\",1,\n"
            + "2026-03-01T00:00:00Z,r,t,p,m,s,g,m-1,c,,timeout\n";
    String json =
        """
        {"run_at":"2026-03-01T00:00:00Z","run_id":"r","task":"t","provider":"p","model":"m",\
        "suite":"s","grader_version":"g","revision":"m-1","case_id":"a,\\"b\\"","score":1,"tags":["x"]}

        {"run_at":"2026-03-01T00:00:00Z","run_id":"r","task":"t","provider":"p","model":"m",\
        "suite":"s","grader_version":"g","revision":"m-1","case_id":"c","score":null,"error":"timeout"}
        """;

    List<Series> series = read(csv);

    assertThat(read(json)).isEqualTo(series);
    assertThat(series.getFirst().stream()).isEqualTo(new StreamKey("t", "p", "m", "s", "g"));
    assertThat(series.getFirst().runs())
        .containsExactly(
            new Series.Run(
                "r",
                Instant.parse("2026-03-01T00:00:00Z"),
                "m-1",
                List.of(scored("a,\"b\"", 1), missing("c"))));
  }

  @Test
  void readsWhatIsGzipped() throws IOException {
    String text = HEADER + "2026-03-01T00:00:00Z,a,1\n";
    Path path = folder.resolve("results.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(path))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    assertThat(RecordedResults.read(path, Instant.MAX)).isEqualTo(read(text));
  }

  @Test
  void ordersRunsByTimeAndTellsStreamsApart() throws IOException {
    List<Series> series =
        read(
            """
            run_at,run_id,model,case_id,score
            2026-03-01T02:00:00+01:00,late,m,a,1
            2026-03-01T00:00:00Z,early,m,a,1
            2026-03-01T00:00:00Z,early,n,a,1
            """);

    assertThat(series).extracting(each -> each.stream().model()).containsExactly("m", "n");
    assertThat(series.getFirst().runs())
        .extracting(Series.Run::id)
        .containsExactly("early", "late");
  }

  @Test
  void takesTheMostFrequentRevisionForARun() throws IOException {
    List<Series> series =
        read(
            """
            run_at,revision,case_id,score
            2026-03-01T00:00:00Z,m-2,a,1
            2026-03-01T00:00:00Z,m-1,b,1
            2026-03-01T00:00:00Z,m-1,c,1
            """);

    assertThat(series.getFirst().runs().getFirst().revision()).isEqualTo("m-1");
  }

  @Test
  void resultWithAnErrorIsMissingWhateverItsScore() throws IOException {
    List<Series> series =
        read("run_at,case_id,score,error\n2026-03-01T00:00:00Z,a,0,connection reset\n");

    assertThat(series.getFirst().runs().getFirst().cases()).containsExactly(missing("a"));
  }

  @Test
  void leavesOutWhatCameLaterAndWhatTellsOfTheGraderOnly() throws IOException {
    Path path =
        file(
            """
            run_at,case_id,score,role
            2026-03-01T00:00:00Z,a,1,live
            2026-03-01T00:00:00Z,b,1,frozen
            2026-03-01T01:00:00Z,a,1,
            """);

    List<Series> series = RecordedResults.read(path, Instant.parse("2026-03-01T00:30:00Z"));

    assertThat(series.getFirst().runs())
        .containsExactly(run("2026-03-01T00:00:00Z", scored("a", 1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2026-03-01T00:00:00Z,a,1.5   | 3 | score has to be a number from 0 to 1, or empty when unscored, not "1.5"
          2026-03-01T00:00:00Z,a,NaN   | 3 | score has to be a number from 0 to 1, or empty when unscored, not "NaN"
          2026-03-01T00:00:00Z,a,yes   | 3 | score has to be a number from 0 to 1, or empty when unscored, not "yes"
          2026-03-01 00:00,a,1         | 1 | run_at has to be a time with its zone such as 2026-03-01T14:00:00Z, not "2026-03-01 00:00"
          ,a,1                         | 1 | run_at is missing; it has to be a time with its zone such as 2026-03-01T14:00:00Z
          2026-03-01T00:00:00Z,,1      | 2 | case_id is missing; name the case
          2026-03-01T00:00:00Z,a       | 3 | the row has 2 fields and the header 3; make them equal
          2026-03-01T00:00:00Z,a,1,2,3 | 4 | the row has 5 fields and the header 3; make them equal
          2026-03-01T00:00:00Z,"a"b,1  | 1 | the quotes do not match; a field in quotes ends with a quote right before the next comma, and a quote inside it is doubled
          """,
      quoteCharacter = '\0')
  void namesLineAndFieldOfWhatIsWrongInCsv(String row, int column, String sentence)
      throws IOException {
    Path path = file(HEADER + "2026-03-01T00:00:00Z,a,1\n\n" + row + "\n");

    assertThat(problems(path)).containsExactly(new Problem(path.toString(), 4, column, sentence));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"run_at":"2026-03-01T00:00:00Z","case_id":"a","score":2}   | 48 | score has to be a number from 0 to 1, or empty when unscored, not "2"
          {"run_at":"2026-03-01T00:00:00Z","case_id":{},"score":1}    | 34 | case_id has to be text or a number
          {"run_at":"2026-03-01T00:00:00Z","score":1}                 | 1  | case_id is missing; name the case
          {"run_at":"2026-03-01T00:00:00Z","case_id":"a","score":1} 2 | 59 | there is more after the end of the object; start a new line
          ["run_at"]                                                  | 1  | the line has to be a JSON object in braces
          """,
      quoteCharacter = '\0')
  void namesLineAndColumnOfWhatIsWrongInJsonLines(String line, int column, String sentence)
      throws IOException {
    Path path =
        file("{\"run_at\":\"2026-03-01T00:00:00Z\",\"case_id\":\"a\",\"score\":1}\n" + line + "\n");

    assertThat(problems(path)).containsExactly(new Problem(path.toString(), 2, column, sentence));
  }

  @Test
  void namesTheColumnWhereJsonBreaksOff() throws IOException {
    Path path = file("{\"run_at\":\"2026-03-01T00:00:00Z\",,}\n");

    assertThat(problems(path))
        .containsExactly(
            new Problem(
                path.toString(),
                1,
                34,
                "this is not one JSON object a line; check quotes, commas and braces"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          case_id,score       | 1 | the header has no column run_at; add it
          run_at,score        | 1 | the header has no column case_id; add it
          run_at,case_id      | 1 | the header has neither a column score nor error; add score
          run_at,case_id,score,score | 4 | the column score is there twice; leave one out
          run_at,case_id,score | 1 | the file has no results; it needs a row a result
          """)
  void asksForTheColumnsItNeeds(String header, int column, String sentence) throws IOException {
    Path path = file(header + "\n");

    assertThat(problems(path)).containsExactly(new Problem(path.toString(), 1, column, sentence));
  }

  @Test
  void reportsProblemsTogetherButNotWithoutEnd() throws IOException {
    Path path = file(HEADER + "x,a,1\n".repeat(500));

    assertThat(problems(path)).hasSize(20).extracting(Problem::line).contains(2, 3, 21);
  }

  @Test
  void saysWhatIsWrongWithTheFileItself() throws IOException {
    Path notText = folder.resolve("not-text.csv");
    Files.write(notText, new byte[] {'a', (byte) 0xff, (byte) 0xff});
    Path cutOff = folder.resolve("cut-off.gz");
    Files.write(cutOff, new byte[] {0x1f, (byte) 0x8b, 8, 0});

    assertThat(problems(folder.resolve("none.csv")).getFirst().sentence())
        .isEqualTo("there is no such file");
    assertThat(problems(file("")).getFirst().sentence())
        .isEqualTo("the file is empty; it needs a row a result");
    assertThat(problems(notText).getFirst().sentence())
        .isEqualTo("the file is not UTF-8 text; save it as UTF-8");
    assertThat(problems(cutOff).getFirst().sentence())
        .isEqualTo("the file is not whole gzip; compress it again");
  }

  private List<Series> read(String text) throws IOException {
    return RecordedResults.read(file(text), Instant.MAX);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("results"), text);
  }

  private static List<Problem> problems(Path path) {
    return catchThrowableOfType(
            InvalidFileException.class, () -> RecordedResults.read(path, Instant.MAX))
        .problems();
  }

  private static Series.Run run(String at, Series.Case... cases) {
    return new Series.Run(at, Instant.parse(at), "", List.of(cases));
  }

  private static Series.Case scored(String id, double score) {
    return new Series.Case(id, id, OptionalDouble.of(score));
  }

  private static Series.Case missing(String id) {
    return new Series.Case(id, id, OptionalDouble.empty());
  }
}
