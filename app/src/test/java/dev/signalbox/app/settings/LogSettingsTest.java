package dev.signalbox.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.db.calllog.Retention;
import dev.signalbox.db.journal.JournalSettings;
import dev.signalbox.db.journal.Sync;
import dev.signalbox.router.yaml.InvalidFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogSettingsTest {
  @TempDir private Path folder;

  @Test
  void hasADefaultForEverything() throws IOException {
    Settings settings = read("");

    assertThat(settings.node()).matches("[a-z][a-z0-9-]{0,62}");
    assertThat(settings.log().journals()).isEmpty();
    assertThat(settings.log().journal())
        .isEqualTo(
            new JournalSettings(1L << 30, 16L << 20, new Sync.Interval(Duration.ofMillis(100))));
    assertThat(settings.log().retention()).isEqualTo(new Retention(400, 30));
    assertThat(settings.log().redactor().redact("K-12345678 a@b.example"))
        .isEqualTo("K-12345678 [email]");
  }

  @Test
  void readsEverything() throws IOException {
    Settings settings =
        read(
            """
            node: node-7
            log:
              journal: calls
              sync: each
              journal_limit: 64MB
              keep_calls: 90
              keep_payloads: 7
              redact:
                - {name: customer-number, pattern: "K-[0-9]{8}"}
            """);

    assertThat(settings.node()).isEqualTo("node-7");
    assertThat(settings.log().journals()).contains(folder.resolve("calls"));
    assertThat(settings.log().journal())
        .isEqualTo(new JournalSettings(64L << 20, 8L << 20, new Sync.Each()));
    assertThat(settings.log().retention()).isEqualTo(new Retention(90, 7));
    assertThat(settings.log().redactor().redact("K-12345678")).isEqualTo("[customer-number]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "node: Node 7 | node",
        "log: {sync: sometimes} | one of interval, each",
        "log: {sync: each, sync_every: 1s} | \"sync_every\" is of \"sync: interval\" only",
        "log: {sync_every: 1h} | a duration from 1ms to 10s",
        "log: {journal_limit: 1MB} | a size from 16MB to 1TB, such as 512MB or 1GB",
        "log: {keep_calls: 0} | a whole number from 1 to 3650",
        "log: {keep_calls: 5, keep_payloads: 6} | at most the 5 days of \"keep_calls\"",
        "log: {redact: [{name: a, pattern: 'x*'}]} | this pattern fits nothing at all",
        "log: {redact: [{name: A, pattern: 'x'}]} | a rule's name has lower-case letters",
        "log: {keep: full} | keep",
      })
  void saysWhatIsWrong(String settings, String complaint) {
    assertThatThrownBy(() -> read(settings + "\n"))
        .isInstanceOf(InvalidFileException.class)
        .hasMessageContaining("signalbox.yaml:")
        .hasMessageContaining(complaint);
  }

  private Settings read(String more) throws IOException {
    String settings =
        "format: 1\nroutes: routes.yaml\nproviders:\n  openai: {api: openai}\n" + more;
    return SettingsReader.read(Files.writeString(folder.resolve("signalbox.yaml"), settings));
  }
}
