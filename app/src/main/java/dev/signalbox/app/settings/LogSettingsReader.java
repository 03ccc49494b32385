package dev.signalbox.app.settings;

import dev.signalbox.db.calllog.Retention;
import dev.signalbox.db.journal.JournalSettings;
import dev.signalbox.db.journal.Sync;
import dev.signalbox.router.privacy.Redactor;
import dev.signalbox.router.yaml.YamlMapping;
import dev.signalbox.router.yaml.YamlValue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads what {@code signalbox.yaml} says about the call log. */
final class LogSettingsReader {
  private static final String INTERVAL = "interval";
  private static final String EACH = "each";

  private LogSettingsReader() {}

  static LogSettings read(YamlMapping log, Path folder) {
    int callDays = days(log.optional("keep_calls"), Retention.DEFAULT.callDays());
    return new LogSettings(
        log.optional("journal").map(YamlValue::text).map(folder::resolve),
        journal(log),
        new Retention(callDays, payloadDays(log.optional("keep_payloads"), callDays)),
        Redactor.standard()
            .with(log.optional("redact").map(LogSettingsReader::rules).orElse(List.of())));
  }

  private static JournalSettings journal(YamlMapping log) {
    return JournalSettings.DEFAULT
        .limitedTo(
            log.optional("journal_limit")
                .map(limit -> limit.size(16L << 20, 1L << 40))
                .orElse(JournalSettings.DEFAULT.limitBytes()))
        .synced(sync(log));
  }

  private static Sync sync(YamlMapping log) {
    String how =
        log.optional("sync")
            .map(value -> value.choice(List.of(INTERVAL, EACH), Function.identity()))
            .orElse(INTERVAL);
    Optional<YamlValue> every = log.optional("sync_every");
    if (how.equals(EACH)) {
      every.ifPresent(value -> value.problem("\"sync_every\" is of \"sync: interval\" only"));
      return new Sync.Each();
    }
    return every
        .<Sync>map(value ->
            new Sync.Interval(value.duration(Duration.ofMillis(1), Duration.ofSeconds(10))))
        .orElse(JournalSettings.DEFAULT.sync());
  }

  private static int days(Optional<YamlValue> value, int usual) {
    return value.map(days -> days.integer(1, Retention.LONGEST_DAYS)).orElse(usual);
  }

  private static int payloadDays(Optional<YamlValue> value, int callDays) {
    int days = days(value, Math.min(callDays, Retention.DEFAULT.payloadDays()));
    if (days > callDays) {
      value.ifPresent(given ->
          given.problem(
              "\"keep_payloads\" has to be at most the %d days of \"keep_calls\""
                  .formatted(callDays)));
    }
    return Math.min(days, callDays);
  }

  private static List<Redactor.Rule> rules(YamlValue value) {
    return value.list().stream().flatMap(rule -> rule(rule.mapping()).stream()).toList();
  }

  private static Optional<Redactor.Rule> rule(YamlMapping rule) {
    YamlValue pattern = rule.required("pattern");
    try {
      return Optional.of(Redactor.Rule.of(rule.required("name").text(), pattern.text()));
    } catch (IllegalArgumentException e) {
      pattern.problem(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
