package dev.signalbox.app.command.calls;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which calls: options with the names, forms and meaning of the API's parameters. */
final class FilterOptions {
  private final Map<String, String> given = new LinkedHashMap<>();

  /** What was given, by the names that the API has for it. */
  Map<String, String> given() {
    return Map.copyOf(given);
  }

  /** Picocli takes back with null what a run before gave. */
  void take(String name, @Nullable String value) {
    given.compute(name, (_, _) -> value);
  }

  @Option(names = "--task", paramLabel = "TASK", description = "of this task")
  void task(@Nullable String task) {
    take("task", task);
  }

  @Option(names = "--provider", paramLabel = "NAME", description = "answered by this provider")
  void provider(@Nullable String provider) {
    take("provider", provider);
  }

  @Option(names = "--model", paramLabel = "NAME", description = "answered by this model")
  void model(@Nullable String model) {
    take("model", model);
  }

  @Option(
      names = "--revision",
      paramLabel = "NAME",
      description = "answered by this revision of a model")
  void revision(@Nullable String revision) {
    take("revision", revision);
  }

  @Option(
      names = "--result",
      paramLabel = "RESULT",
      description = "answered, rejected, cut or failed")
  void result(@Nullable String result) {
    take("result", result);
  }

  @Option(names = "--origin", paramLabel = "ORIGIN", description = "traffic or eval")
  void origin(@Nullable String origin) {
    take("origin", origin);
  }

  @Option(
      names = "--prompt-version",
      paramLabel = "VERSION",
      description = "made with this version of a prompt")
  void promptVersion(@Nullable String version) {
    take("prompt_version", version);
  }

  @Option(names = "--key", paramLabel = "NAME", description = "made with this API key")
  void key(@Nullable String key) {
    take("key", key);
  }

  @Option(names = "--user", paramLabel = "NAME", description = "made for this user")
  void user(@Nullable String user) {
    take("user", user);
  }

  @Option(names = "--tag", paramLabel = "TAG", description = "with this tag")
  void tag(@Nullable String tag) {
    take("tag", tag);
  }

  @Option(names = "--slower-than", paramLabel = "TIME", description = "took longer: 250ms, 2s, 5m")
  void slowerThan(@Nullable String time) {
    take("slower_than", time);
  }

  @Option(names = "--faster-than", paramLabel = "TIME", description = "took less time")
  void fasterThan(@Nullable String time) {
    take("faster_than", time);
  }

  @Option(names = "--dearer-than", paramLabel = "USD", description = "cost more")
  void dearerThan(@Nullable String usd) {
    take("dearer_than", usd);
  }

  @Option(names = "--cheaper-than", paramLabel = "USD", description = "cost less")
  void cheaperThan(@Nullable String usd) {
    take("cheaper_than", usd);
  }

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "not before: 2026-03-01, 2026-03-01T10:00:00Z, or 2h or 3d for so long ago")
  void from(@Nullable String time) {
    take("from", time);
  }

  @Option(names = "--to", paramLabel = "TIME", description = "before")
  void to(@Nullable String time) {
    take("to", time);
  }

  @Option(
      names = "--text",
      paramLabel = "WORDS",
      description = "with these words in prompt or answer, where the task's calls are searchable")
  void text(@Nullable String words) {
    take("text", words);
  }
}
