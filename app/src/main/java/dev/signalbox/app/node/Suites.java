package dev.signalbox.app.node;

import dev.signalbox.app.settings.Settings;
import dev.signalbox.app.settings.Settings.ScheduleSettings;
import dev.signalbox.eval.golden.GoldenSuite;
import dev.signalbox.eval.golden.SuiteReader;
import java.util.List;

/** The golden suites that the settings want to be run. */
public final class Suites {
  private Suites() {}

  /**
   * Reads the suite of every schedule.
   *
   * @throws dev.signalbox.router.yaml.InvalidFileException if there is anything wrong with one
   */
  public static List<GoldenSuite> of(Settings settings) {
    return settings.schedules().stream()
        .map(ScheduleSettings::suite)
        .distinct()
        .map(name ->
            settings
                .suites()
                .map(folder -> SuiteReader.fromFolder(folder.resolve(name)))
                .orElseGet(() -> shipped(name)))
        .toList();
  }

  /** A suite that ships with Signalbox. */
  public static GoldenSuite shipped(String name) {
    return SuiteReader.fromClassPath(Suites.class.getClassLoader(), name);
  }
}
