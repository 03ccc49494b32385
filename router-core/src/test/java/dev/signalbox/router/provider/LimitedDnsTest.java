package dev.signalbox.router.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import okhttp3.Dns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class LimitedDnsTest {
  private static final Duration AMPLE = Duration.ofSeconds(30);

  @Test
  void passesOnWhatItFinds() throws UnknownHostException {
    InetAddress address = InetAddress.getLoopbackAddress();

    assertThat(new LimitedDns(_ -> List.of(address), AMPLE).lookup("a.example"))
        .containsExactly(address);
  }

  @Test
  void knowsNoAddressWhenTheNameServerStaysSilent() {
    CountDownLatch testIsOver = new CountDownLatch(1);
    try {
      assertThatThrownBy(
              () -> new LimitedDns(silent(testIsOver), Duration.ofMillis(20)).lookup("a.example"))
          .isInstanceOf(UnknownHostException.class)
          .hasMessage("no address of a.example came within 20 ms");
    } finally {
      testIsOver.countDown();
    }
  }

  @Test
  void knowsNoAddressWhenTheNameServerKnowsNone() {
    Dns empty =
        hostname -> {
          throw new UnknownHostException(hostname);
        };

    assertThatThrownBy(() -> new LimitedDns(empty, AMPLE).lookup("a.example"))
        .isInstanceOf(UnknownHostException.class)
        .hasMessage("no address of a.example is known");
  }

  @Test
  void stopsWaitingWhenItsThreadIsInterrupted() {
    CountDownLatch testIsOver = new CountDownLatch(1);
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> new LimitedDns(silent(testIsOver), AMPLE).lookup("a.example"))
          .isInstanceOf(UnknownHostException.class);
      assertThat(Thread.interrupted()).isTrue();
    } finally {
      testIsOver.countDown();
    }
  }

  private static Dns silent(CountDownLatch until) {
    return _ -> {
      try {
        until.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return List.of();
    };
  }
}
