package dev.signalbox.router.provider.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.provider.recorded.Recording.Exchange;
import dev.signalbox.router.provider.recorded.Recording.Unreadable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DecodedExchangeTest {
  @TempDir private Path folder;

  @Test
  void saysAllOfAnAnswerInOneLine() throws IOException {
    Path file =
        write(
            "answer.json",
            exchange(
                "chat",
                200,
                """
                {"model":"m-1","choices":[{"message":{"content":"Hi","tool_calls":[\
                {"id":"1","function":{"name":"add","arguments":"{}"}}]},"finish_reason":"stop"}],\
                "citations":["https://a.example"],"usage":{"prompt_tokens":10,\
                "completion_tokens":7,"prompt_tokens_details":{"cached_tokens":4},\
                "completion_tokens_details":{"reasoning_tokens":2},"cost":0.00050}}\
                """));

    assertThat(lines(file))
        .containsExactly(
            "{\"file\":\""
                + file
                + "\",\"interaction\":0,\"provider\":\"someone\",\"api\":\"chat\",\"status\":200,"
                + "\"outcome\":\"answered\",\"fault\":null,\"retry\":\"no\",\"retry_after_s\":null,"
                + "\"finish\":\"done\",\"text\":\"Hi\",\"refusal\":null,"
                + "\"tool_calls\":[{\"name\":\"add\",\"arguments\":\"{}\"}],"
                + "\"citations\":[\"https://a.example\"],\"usage\":{\"input\":6,\"cache_read\":4,"
                + "\"cache_write\":0,\"output\":7,\"reasoning\":2},\"cost_usd_reported\":0.00050,"
                + "\"served_model\":\"m-1\",\"request_id\":\"req_9\",\"stream_complete\":null}");
  }

  @Test
  void saysWhetherAndWhenToAskAgain() throws IOException {
    String limited = "{\"error\":{\"message\":\"slow down\",\"code\":\"rate_limit_exceeded\"}}";

    assertThat(lines(write("limited.json", exchange("chat", 429, limited))))
        .singleElement()
        .asString()
        .contains("\"outcome\":\"failed\",\"fault\":\"rate_limited\",\"retry\":\"here\"")
        .contains("\"retry_after_s\":1.5")
        .contains("\"reason\":\"429 rate_limit_exceeded: slow down\"");
    assertThat(lines(write("denied.json", exchange("messages", 401, "{}"))))
        .singleElement()
        .asString()
        .contains("\"fault\":\"access_denied\",\"retry\":\"next\"");
    assertThat(lines(write("refused.json", exchange("messages", 400, "{}"))))
        .singleElement()
        .asString()
        .contains("\"outcome\":\"rejected\",\"fault\":null,\"retry\":\"no\"");
  }

  @Test
  void namesWhatItDoesNotRead() throws IOException {
    assertThat(lines(write("other.json", exchange("interactions", 200, "{}"))))
        .singleElement()
        .asString()
        .contains("\"status\":200,\"outcome\":\"unsupported\",\"fault\":null,\"retry\":null")
        .contains("no codec for the API", "interactions");
    assertThat(
            lines(write("asked.json", "{\"api\":\"chat\",\"interactions\":[{\"response\":null}]}")))
        .singleElement()
        .asString()
        .contains("\"status\":null,\"outcome\":\"unsupported\"");
  }

  @Test
  void saysWhetherAStreamCameToItsEnd() throws IOException {
    String begun =
        """
        : ping

        data: {"model":"m-1","choices":[{"delta":{"content":"Hi"}}],"usage":{"prompt_tokens":3}}

        data: {"choices":[{"delta":{},"finish_reason":"stop"}]}

        """;

    assertThat(lines(write("whole.json", exchange("chat", 200, begun + "data: [DONE]\n\n"))))
        .singleElement()
        .asString()
        .contains("\"outcome\":\"answered\"", "\"finish\":\"done\",\"text\":\"Hi\"")
        .contains("\"stream_complete\":true");
    assertThat(lines(write("cut.json", exchange("chat", 200, begun))))
        .singleElement()
        .asString()
        .contains("\"outcome\":\"failed\",\"fault\":\"cut\",\"retry\":\"here\"")
        .contains("\"finish\":null,\"text\":\"Hi\"", "\"usage\":{\"input\":3,")
        .contains("\"stream_complete\":false");
    assertThat(lines(write("nothing.json", exchange("chat", 200, ": ping"))))
        .singleElement()
        .asString()
        .contains("\"text\":null", "\"usage\":null", "\"stream_complete\":false");
  }

  @Test
  void countsWhatTheExchangesOfEachProviderCameTo() throws IOException {
    OutcomeCounts counts = new OutcomeCounts();
    write("1.json", exchange("chat", 429, "{}"));
    write("2.json", exchange("chat", 429, "{}"));
    write("3.json", exchange("interactions", 200, "{}"));
    RecordedExchanges.read(folder)
        .forEach(recording -> counts.add(DecodedExchange.of((Exchange) recording)));
    assertThat(counts.hasUnreadable()).isFalse();

    counts.addUnreadable();

    assertThat(counts.lines())
        .containsExactly("someone: 3 exchanges, 2 failed, 1 unsupported", "3 read, 1 unreadable");
    assertThat(counts.hasUnreadable()).isTrue();
  }

  @Test
  void pointsAtTheLineWhereAFileStopsBeingJson() throws IOException {
    Path file = write("broken.json", "{\n  \"interactions\": [\n}");

    assertThat(RecordedExchanges.read(folder))
        .singleElement()
        .isInstanceOfSatisfying(
            Unreadable.class,
            unreadable -> {
              assertThat(unreadable.problem().file()).isEqualTo(file.toString());
              assertThat(unreadable.problem().line()).isEqualTo(3);
              assertThat(unreadable.problem().sentence()).startsWith("not JSON: ");
            });
  }

  @Test
  void saysWhatIsMissingInAFileThatIsNoRecording() throws IOException {
    write("1.json", "{}");
    write("2.json", "{\"interactions\":[{\"response\":{\"status\":200}}]}");
    write("3.txt", "not looked at");

    assertThat(RecordedExchanges.read(folder))
        .map(recording -> ((Unreadable) recording).problem().sentence())
        .containsExactly(
            "\"interactions\" has to be a list of exchanges",
            "\"interactions[0].response\" has to have a number \"status\" and a string \"body\"");
    assertThat(RecordedExchanges.read(folder.resolve("4.json")))
        .map(recording -> ((Unreadable) recording).problem().sentence())
        .containsExactly("there is no such file");
  }

  @Test
  void readsEveryRecordedExchange() {
    Map<String, Long> counts =
        RecordedExchanges.read(Fixtures.folder())
            .collect(
                Collectors.groupingBy(
                    DecodedExchangeTest::kind, TreeMap::new, Collectors.counting()));

    assertThat(counts).doesNotContainKey("unreadable");
    assertThat(counts.keySet().stream().filter(kind -> kind.endsWith(" unsupported")))
        .containsExactlyInAnyOrder(
            "count_tokens unsupported", "interactions unsupported", "ollama-chat unsupported");
    System.out.println("fixtures read as recordings: " + counts);
  }

  private static String kind(Recording recording) {
    return switch (recording) {
      case Unreadable _ -> "unreadable";
      case Exchange exchange ->
          exchange.api() + " " + DecodedExchange.of(exchange).path("outcome").stringValue();
    };
  }

  private static List<String> lines(Path path) {
    return RecordedExchanges.read(path)
        .map(recording -> DecodedExchange.of((Exchange) recording).toString())
        .toList();
  }

  private Path write(String name, String json) throws IOException {
    return Files.writeString(folder.resolve(name), json);
  }

  private static String exchange(String api, int status, String body) {
    String quoted = Fixtures.quoted(body);
    return """
    {"provider":"someone","api":"%s","interactions":[{"request":null,"response":{"status":%d,
    "headers":{"X-Request-Id":["req_9"],"Retry-After":["1.5"]},"body":%s}}]}\
    """
        .formatted(api, status, quoted);
  }
}
