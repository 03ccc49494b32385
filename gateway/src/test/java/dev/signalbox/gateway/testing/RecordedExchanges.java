package dev.signalbox.gateway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The exchanges with OpenAI's chat completions that were recorded for this project. */
public final class RecordedExchanges {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private RecordedExchanges() {}

  /** All of them; where the recordings are absent the test is skipped, but fails in CI. */
  public static List<JsonNode> all() throws IOException {
    Path folder =
        Path.of(System.getProperty("signalbox.shared", "none"), "fixtures", "openai-chat");
    if (!"true".equals(System.getenv("CI"))) {
      Assumptions.assumeTrue(
          Files.isDirectory(folder), "the recorded exchanges are not beside this checkout");
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().flatMap(RecordedExchanges::exchanges).toList();
    }
  }

  private static Stream<JsonNode> exchanges(Path file) {
    try {
      return JSON.readTree(Files.readString(file)).path("interactions").valueStream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
