package dev.signalbox.router.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackTest {

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1:4000", "[::1]", "[::1]:4001"})
  void knowsItsOwnNames(String host) {
    assertThat(Loopback.isOwnName(host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "evil.example",
        "evil.example:4000",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "localhost:4000:4000",
        "localhost:123456",
        "user@localhost",
        "[::2]:4000"
      })
  void knowsAStrangersName(String host) {
    assertThat(Loopback.isOwnName(host)).isFalse();
  }

  @Test
  void takesNoNameForAStrangers() {
    assertThat(Loopback.isOwnName(null)).isFalse();
  }

  @Test
  void tellsLoopbackAddressesFromOthers() throws UnknownHostException {
    assertThat(Loopback.isReachedFromHereOnly("127.0.0.1")).isTrue();
    assertThat(Loopback.isReachedFromHereOnly("::1")).isTrue();
    assertThat(Loopback.isReachedFromHereOnly("0.0.0.0")).isFalse();
    assertThat(Loopback.isReachedFromHereOnly("192.0.2.1")).isFalse();
  }
}
