package dev.signalbox.dashboard;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.db.view.SampleHistory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Asks over a bare socket, for an HTTP client would not lie about the host. */
final class DoorkeeperTest {
  private static RunningDashboard dashboard;

  @BeforeAll
  static void start() {
    dashboard = new RunningDashboard(SampleHistory::insert);
  }

  @AfterAll
  static void stop() {
    dashboard.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "localhost:8080", "127.0.0.1:1", "[::1]:80"})
  void answersUnderNamesOfThisMachine(String host) throws IOException {
    assertThat(statusUnder(host)).startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example", "localhost.evil.example", "127.0.0.1.nip.example:80", "10.0.0.1"})
  void refusesNamesThatOthersCanPointHere(String host) throws IOException {
    assertThat(statusUnder(host)).startsWith("HTTP/1.1 403");
  }

  private static String statusUnder(String host) throws IOException {
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), dashboard.address().getPort())) {
      socket
          .getOutputStream()
          .write(
              ("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                  .getBytes(US_ASCII));
      byte[] answer = socket.getInputStream().readNBytes(16);
      return new String(answer, US_ASCII);
    }
  }
}
