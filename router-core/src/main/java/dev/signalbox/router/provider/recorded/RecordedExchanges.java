package dev.signalbox.router.provider.recorded;

import dev.signalbox.router.provider.WireResponse;
import dev.signalbox.router.yaml.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Files of recorded exchanges: JSON with {@code provider}, {@code api} and {@code interactions}, a
 * list of {@code {request, response: {status, headers: {name: [values]}, body: "text"}}}.
 */
public final class RecordedExchanges {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final long LONGEST_FILE = 256L << 20;

  private RecordedExchanges() {}

  /**
   * All that is recorded in a file, or in the {@code .json} files of a folder and the folders below
   * it, in the order of their names. Lazy: one file is in memory at a time. Whatever cannot be read
   * comes as a value.
   */
  public static Stream<Recording> read(Path path) {
    if (!Files.isDirectory(path)) {
      return readFile(path).stream();
    }
    try (Stream<Path> below = Files.walk(path)) {
      List<Path> files = below.filter(file -> file.toString().endsWith(".json")).sorted().toList();
      return files.stream().flatMap(file -> readFile(file).stream());
    } catch (IOException | UncheckedIOException e) {
      return Stream.of(unreadable(path, "the folder cannot be listed: " + e));
    }
  }

  private static List<Recording> readFile(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        return List.of(unreadable(file, "there is no such file"));
      }
      if (Files.size(file) > LONGEST_FILE) {
        return List.of(unreadable(file, "the file is longer than " + LONGEST_FILE + " bytes"));
      }
      return exchanges(file, MAPPER.readTree(Files.readAllBytes(file)));
    } catch (IOException e) {
      return List.of(unreadable(file, "the file cannot be read: " + e));
    } catch (NumberFormatException e) {
      return List.of(unreadable(file, "a number in it is out of all bounds"));
    } catch (JacksonException e) {
      TokenStreamLocation at = e.getLocation();
      return List.of(
          new Recording.Unreadable(
              new Problem(
                  file.toString(),
                  Math.max(1, at.getLineNr()),
                  Math.max(1, at.getColumnNr()),
                  "not JSON: " + e.getOriginalMessage())));
    }
  }

  private static List<Recording> exchanges(Path file, JsonNode root) {
    JsonNode interactions = root.path("interactions");
    if (!interactions.isArray()) {
      return List.of(unreadable(file, "\"interactions\" has to be a list of exchanges"));
    }
    List<Recording> exchanges = new ArrayList<>();
    for (JsonNode interaction : interactions) {
      exchanges.add(exchange(file, exchanges.size(), root, interaction.path("response")));
    }
    return exchanges;
  }

  private static Recording exchange(Path file, int index, JsonNode root, JsonNode response) {
    boolean recorded = !response.isNull() && !response.isMissingNode();
    if (recorded && !(response.path("status").isInt() && response.path("body").isString())) {
      return unreadable(
          file,
          "\"interactions[%d].response\" has to have a number \"status\" and a string \"body\""
              .formatted(index));
    }
    return new Recording.Exchange(
        file.toString(),
        index,
        root.path("provider").stringValue(""),
        root.path("api").stringValue(""),
        recorded ? Optional.of(wireResponse(response)) : Optional.empty());
  }

  private static WireResponse wireResponse(JsonNode response) {
    Map<String, List<String>> headers = new TreeMap<>();
    response
        .path("headers")
        .forEachEntry((name, values) ->
            headers.put(name, values.valueStream().map(value -> value.stringValue("")).toList()));
    byte[] body = response.path("body").stringValue("").getBytes(StandardCharsets.UTF_8);
    return new WireResponse(response.path("status").intValue(), headers, body);
  }

  private static Recording unreadable(Path file, String sentence) {
    return new Recording.Unreadable(new Problem(file.toString(), 1, 1, sentence));
  }
}
