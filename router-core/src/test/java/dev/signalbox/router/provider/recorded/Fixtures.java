package dev.signalbox.router.provider.recorded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.fail;

import dev.signalbox.router.provider.WireResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The recorded exchanges beside the checkout, read without any code under test. */
final class Fixtures {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Fixtures() {}

  /** One exchange; {@code name} is its file's name with {@code #} and its place in the file. */
  record Fixture(String name, String api, JsonNode request, JsonNode response) {
    boolean isStream() {
      String type = response.at("/headers").toString();
      return type.contains("text/event-stream") || !body().stripLeading().startsWith("{");
    }

    int status() {
      return response.path("status").intValue();
    }

    String body() {
      return response.path("body").stringValue();
    }

    JsonNode bodyTree() {
      return MAPPER.readTree(body());
    }

    WireResponse wire() {
      return wire(body().getBytes(UTF_8));
    }

    WireResponse wire(byte[] body) {
      Map<String, List<String>> headers = new HashMap<>();
      for (Map.Entry<String, JsonNode> header : response.path("headers").properties()) {
        headers.put(header.getKey(), List.of(header.getValue().path(0).stringValue()));
      }
      return new WireResponse(status(), headers, body);
    }
  }

  /** {@code text} as a JSON string. */
  static String quoted(String text) {
    return MAPPER.writeValueAsString(text);
  }

  static JsonNode tree(byte[] json) {
    return MAPPER.readTree(json);
  }

  /** Where the fixtures are; the test is skipped, or fails on CI, when there are none. */
  static Path folder() {
    Path folder = Path.of(System.getProperty("signalbox.shared", "../shared"), "fixtures");
    if (!Files.isDirectory(folder)) {
      String missing = "the recorded provider exchanges are not beside this checkout";
      if ("true".equals(System.getenv("CI"))) {
        fail(missing);
      }
      Assumptions.abort(missing);
    }
    return folder;
  }

  static List<Fixture> in(String... names) {
    Path root = folder();
    return Stream.of(names).flatMap(name -> files(root.resolve(name)).stream()).toList();
  }

  private static List<Fixture> files(Path folder) {
    List<Fixture> fixtures = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        JsonNode root = MAPPER.readTree(Files.readAllBytes(file));
        int index = 0;
        for (JsonNode interaction : root.path("interactions")) {
          fixtures.add(
              new Fixture(
                  file.getFileName() + "#" + index++,
                  root.path("api").stringValue(),
                  interaction.path("request"),
                  interaction.path("response")));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return fixtures;
  }
}
