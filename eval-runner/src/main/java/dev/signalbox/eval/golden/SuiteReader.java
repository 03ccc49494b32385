package dev.signalbox.eval.golden;

import dev.signalbox.router.yaml.InvalidFileException;
import dev.signalbox.router.yaml.Problem;
import dev.signalbox.router.yaml.YamlReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a golden suite from its two files: {@code suite.yaml}, which says how to ask and how to
 * grade, and {@code cases.jsonl}, with one case a line. Strict: every problem of both files is
 * reported at once.
 */
public final class SuiteReader {
  private SuiteReader() {}

  /**
   * Reads the suite in {@code folder}.
   *
   * @throws InvalidFileException if a file cannot be read or has any problem
   */
  public static GoldenSuite fromFolder(Path folder) {
    return read(SuiteFiles.in(folder));
  }

  /**
   * Reads the suite {@code name} that ships with Signalbox, from {@code golden-sets/name/} on the
   * class path of {@code loader}.
   *
   * @throws InvalidFileException if a file cannot be read or has any problem
   */
  public static GoldenSuite fromClassPath(ClassLoader loader, String name) {
    return read(SuiteFiles.onClassPath(loader, name));
  }

  private static GoldenSuite read(SuiteFiles files) {
    SuiteSettings settings =
        YamlReader.read(
            files.nameOf(SuiteFiles.SUITE), files.text(SuiteFiles.SUITE), SuiteSettings::of);
    List<Problem> problems = new ArrayList<>();
    CasesReader cases = new CasesReader(files.nameOf(SuiteFiles.CASES), settings, problems);
    List<GoldenCase> read = cases.read(files.text(SuiteFiles.CASES));
    if (!problems.isEmpty()) {
      throw new InvalidFileException(problems);
    }
    return GoldenSuite.of(
        settings.name(),
        settings.task(),
        settings.description(),
        settings.passMark(),
        settings.graders(),
        read);
  }
}
