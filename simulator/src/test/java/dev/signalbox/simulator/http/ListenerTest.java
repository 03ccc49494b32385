package dev.signalbox.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.simulator.RawClient;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenerTest {
  private static final int BODY_LIMIT = 1_000;

  /** Says back what it was sent. */
  private static final class Echo implements Handler {
    @Override
    public Exchange handle(HttpRequest request) {
      String seen = request.method() + " " + request.path() + " " + request.body();
      return new Exchange(Script.of(new HttpReply(200, Map.of(), seen)), _ -> {});
    }

    @Override
    public boolean refusesConnections() {
      return false;
    }

    @Override
    public HttpReply tooLarge() {
      return new HttpReply(413, Map.of(), "too large");
    }
  }

  private Listener listener;
  private RawClient client;

  @BeforeEach
  void open() throws IOException {
    listener = Listener.open("test", 0, BODY_LIMIT, new Echo(), Sleeper.REAL);
    client = new RawClient(URI.create("http://127.0.0.1:" + listener.port()));
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    listener.close();
  }

  @Test
  void servesRequestsOneAfterAnotherOnOneConnection() throws Exception {
    client.post("/one?beta=true", "first");
    assertThat(client.readAnswer()).endsWith("POST /one first");
    client.post("/two", "zweite ä");
    assertThat(client.readAnswer()).endsWith("POST /two zweite ä");
  }

  @Test
  void readsAChunkedBody() throws Exception {
    client.send(
        """
        POST / HTTP/1.1\r
        Transfer-Encoding: chunked\r
        \r
        5\r
        Hello\r
        7;name=value\r
        , world\r
        0\r
        Trailer: x\r
        \r
        """);

    assertThat(client.readAnswer()).endsWith("POST / Hello, world");
  }

  @Test
  void tellsAClientThatAsksFirstToGoOn() throws Exception {
    client.send("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    assertThat(client.readAnswer()).startsWith("HTTP/1.1 100");
    client.send("hi");
    assertThat(client.readAnswer()).endsWith("POST / hi");
  }

  @Test
  void closesWhenTheClientAsks() throws Exception {
    client.send("GET / HTTP/1.1\r\nConnection: close\r\n\r\n");

    assertThat(client.readAll()).startsWith("HTTP/1.1 200");
  }

  @Test
  void refusesABodyOverTheLimitAndCloses() throws Exception {
    client.post("/", "x".repeat(BODY_LIMIT + 1));

    assertThat(client.readAnswer()).startsWith("HTTP/1.1 413");
  }

  @Test
  void refusesAChunkedBodyOverTheLimit() throws Exception {
    client.send("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n7fffffff\r\n");

    assertThat(client.readAnswer()).startsWith("HTTP/1.1 413");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense\r\n\r\n",
        "GET / HTTP/2\r\n\r\n",
        "GET / HTTP/1.1\r\nno colon\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: many\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: -5\r\n\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
      })
  void answersWhatIsNoHttpWith400(String text) throws Exception {
    client.send(text);

    assertThat(client.readAnswer()).startsWith("HTTP/1.1 400");
  }

  @Test
  void dropsAClientThatSendsAnEndlessLine() throws Exception {
    client.send("GET /" + "a".repeat(20_000));

    assertThatThrownBy(() -> client.readAnswer()).isInstanceOf(IOException.class);
  }

  @Test
  void closingTwiceIsClosingOnce() {
    listener.close();
    listener.close();

    assertThatThrownBy(() -> new RawClient(URI.create("http://127.0.0.1:" + listener.port())))
        .isInstanceOf(IOException.class);
  }
}
