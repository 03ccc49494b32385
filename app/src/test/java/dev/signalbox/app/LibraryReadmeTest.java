package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.simulator.AnswerBook;
import dev.signalbox.simulator.Fault;
import dev.signalbox.simulator.Outage;
import dev.signalbox.simulator.SimulatedProvider;
import dev.signalbox.simulator.Simulator;
import dev.signalbox.simulator.SimulatorSettings;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program in the library's README, run as it stands, with only the library on its class path.
 */
@Timeout(120)
class LibraryReadmeTest {
  private static final Path README =
      Path.of(System.getProperty("signalbox.root"), "router-core", "README.md");
  private static final String SUMMARY = "The parcel is late, and nobody answers the phone.";

  /** The library and what it needs; nothing of SQL or the web. */
  private static final Pattern LIBRARY =
      Pattern.compile(
          ".*(router-core|jackson-|snakeyaml-engine|okhttp|okio|kotlin-stdlib|annotations-|slf4j-api|jspecify).*");

  @TempDir private Path folder;

  @Test
  void runsAsItStandsThroughAnOutage() throws IOException, InterruptedException {
    String readme = Files.readString(README);
    Files.writeString(folder.resolve("Example.java"), block("java", readme));
    Files.writeString(folder.resolve("routes.yaml"), block("yaml", readme));
    try (Simulator simulator = simulator()) {
      simulator.setOutage("anthropic", Outage.of(new Fault.ServerError(529)));

      assertThat(run(simulator))
          .containsPattern("(?m)^" + Pattern.quote(SUMMARY) + "$")
          .contains("openai/gpt-4o-mini said: " + SUMMARY)
          .containsPattern("\\d attempts, 0\\.\\d+ USD");
    }
  }

  private static String block(String language, String readme) {
    Matcher block =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(readme);
    assertThat(block.find()).as("a block of " + language).isTrue();
    return block.group(1);
  }

  private static Simulator simulator() {
    AnswerBook book =
        AnswerBook.of(
            List.of(
                new AnswerBook.Entry(
                    "My parcel was due on Monday and nobody picks up.", SUMMARY, List.of("?"))));
    return Simulator.start(
        SimulatorSettings.of(book, SimulatedProvider.anthropic(), SimulatedProvider.openai()));
  }

  private String run(Simulator simulator) throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                libraryClassPath(),
                "Example.java")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("ANTHROPIC_API_KEY", "test-key");
    builder.environment().put("ANTHROPIC_BASE_URL", simulator.baseUri("anthropic").toString());
    builder.environment().put("OPENAI_API_KEY", "test-key");
    builder.environment().put("OPENAI_BASE_URL", simulator.baseUri("openai") + "/v1");
    Process process = builder.start();
    try {
      assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    String said = Files.readString(output, StandardCharsets.UTF_8);
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }

  private static String libraryClassPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> LIBRARY.matcher(entry).matches())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
