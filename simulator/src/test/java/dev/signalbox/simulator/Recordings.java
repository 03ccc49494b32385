package dev.signalbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signalbox.simulator.wire.Signatures;
import dev.signalbox.simulator.wire.Stamp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Recorded exchanges with real providers, which live beside the checkout. */
final class Recordings {
  private static final Stamp STAMP = new Stamp(Instant.EPOCH, 1, Duration.ZERO);

  /** Where seals stand, and whose they are. */
  private static final Map<String, String> SEALS =
      Map.of(
          "signature",
          "anthropic",
          "thoughtSignature",
          "google",
          "thought_signature",
          "google",
          "encrypted_content",
          "openai");

  private Recordings() {}

  /**
   * One request with its answer.
   *
   * @param request null in the envelope becomes a missing node
   * @param body the answer's, a missing node when it is no JSON
   * @param text the answer's body as it came
   */
  record Exchange(
      String file,
      String fidelity,
      JsonNode request,
      int status,
      JsonNode headers,
      JsonNode body,
      String text) {
    JsonNode requestBody() {
      return request.path("body");
    }

    /** The answer's header names, in lower case. */
    Set<String> headerNames(Predicate<String> wanted) {
      return headers.propertyNames().stream()
          .map(name -> name.toLowerCase(Locale.ROOT))
          .filter(wanted)
          .collect(Collectors.toSet());
    }

    @Override
    public String toString() {
      return file;
    }
  }

  /** All exchanges of a provider's folder; skips the test, visibly, where there are none. */
  static List<Exchange> of(String folder) {
    Path recordings = Path.of(System.getProperty("signalbox.shared"), "fixtures", folder);
    if (!Files.isDirectory(recordings)) {
      assertThat(System.getenv("CI"))
          .as("recordings are needed here: %s", recordings)
          .isNotEqualTo("true");
      assumeTrue(false, "no recordings in " + recordings);
    }
    try (Stream<Path> files = Files.list(recordings)) {
      List<Exchange> exchanges = new ArrayList<>();
      files.sorted().forEach(file -> exchanges.addAll(read(file)));
      return exchanges;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first exchange of one file. */
  static Exchange first(String folder, String file) {
    return of(folder).stream()
        .filter(exchange -> exchange.file().equals(file))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no recording " + file));
  }

  /** With the seals on its models' thoughts replaced by such as the simulator knows for genuine. */
  static JsonNode resealed(JsonNode request) {
    JsonNode copy = request.deepCopy();
    SEALS.forEach((field, issuer) ->
        copy.findParents(field).stream()
            .filter(block -> block.get(field).isString())
            .forEach(block ->
                ((ObjectNode) block).put(field, new Signatures(issuer).seal(STAMP, field))));
    return copy;
  }

  private static List<Exchange> read(Path file) {
    JsonNode envelope = Caller.JSON.readTree(file.toFile());
    List<Exchange> exchanges = new ArrayList<>();
    for (JsonNode interaction : envelope.get("interactions")) {
      JsonNode response = interaction.get("response");
      exchanges.add(
          new Exchange(
              file.getFileName().toString(),
              envelope.get("fidelity").stringValue(),
              interaction.path("request"),
              response.get("status").intValue(),
              response.path("headers"),
              json(response.get("body").stringValue()),
              response.get("body").stringValue()));
    }
    return exchanges;
  }

  private static JsonNode json(String text) {
    return text.startsWith("{") ? Caller.JSON.readTree(text) : Caller.JSON.missingNode();
  }
}
