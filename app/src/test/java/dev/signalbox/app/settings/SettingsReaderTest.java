package dev.signalbox.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.app.settings.Settings.ProviderSettings;
import dev.signalbox.router.catalog.ProviderFacts;
import dev.signalbox.router.connect.Api;
import dev.signalbox.router.yaml.InvalidFileException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsReaderTest {
  @TempDir private Path folder;

  @Test
  void aVendorsOwnApiNeedsNoMoreThanItsName() throws IOException {
    assertThat(read("openai: {api: openai}").providers())
        .containsExactly(
            new ProviderSettings(
                "openai",
                Api.OPENAI,
                URI.create("https://api.openai.com/v1"),
                ProviderFacts.of("openai"),
                "OPENAI_API_KEY"));
  }

  @Test
  void aVendorsApiMayBeHadElsewhereUnderAnotherName() throws IOException {
    assertThat(
            read("""
            gpt-eu: {api: openai-chat, base_url: "https://gpt.example.eu/v1", region: eu}
            """)
                .providers())
        .containsExactly(
            new ProviderSettings(
                "gpt-eu",
                Api.OPENAI_CHAT,
                URI.create("https://gpt.example.eu/v1"),
                new ProviderFacts("openai", "eu", ""),
                "GPT_EU_API_KEY"));
  }

  @Test
  void aCompatibleServerIsItsOwnVendorUnlessStated() throws IOException {
    assertThat(
            read("""
            groq: {api: openai-compatible, base_url: "https://api.groq.com/openai/v1"}
            """)
                .providers())
        .singleElement()
        .extracting(provider -> provider.facts().vendor())
        .isEqualTo("groq");
  }

  @Test
  void aCompatibleServerHasToBeFoundSomewhere() {
    assertThatThrownBy(() -> read("groq: {api: openai-compatible}"))
        .isInstanceOf(InvalidFileException.class)
        .hasMessageContaining("base_url");
  }

  @Test
  void aKeyDoesNotStandInTheFileAndIsNotRepeated() {
    assertThatThrownBy(() -> read("openai: {api: openai, key_env: sk-secret}"))
        .isInstanceOf(InvalidFileException.class)
        .hasMessageContaining("key_env")
        .hasMessageNotContaining("sk-secret");
  }

  private Settings read(String provider) throws IOException {
    String settings = "format: 1\nroutes: routes.yaml\nproviders:\n  " + provider;
    return SettingsReader.read(Files.writeString(folder.resolve("signalbox.yaml"), settings));
  }
}
