package dev.signalbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GatewaySettingsTest {

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "::1", "127.0.0.2"})
  void listensOnLoopback(String host) {
    assertThat(on(host, 0).host()).isEqualTo(host);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.7"})
  void refusesToBeReachedByOthers(String host) {
    assertThatThrownBy(() -> on(host, 0))
        .isInstanceOf(GatewayStartException.class)
        .hasMessageContaining("knows no keys yet")
        .hasMessageEndingWith("not on " + host);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65_536})
  void refusesAPortThatIsNone(int port) {
    assertThatThrownBy(() -> on("127.0.0.1", port))
        .isInstanceOf(GatewayStartException.class)
        .hasMessage("a port lies between 0 and 65535, not " + port);
  }

  @Test
  void refusesLimitsThatAreNone() {
    assertThatThrownBy(() -> new GatewaySettings("localhost", 0, 0, 1, Duration.ZERO))
        .isInstanceOf(GatewayStartException.class);
    assertThatThrownBy(() -> new GatewaySettings("localhost", 0, 1, 0, Duration.ZERO))
        .isInstanceOf(GatewayStartException.class);
    assertThatThrownBy(() -> new GatewaySettings("localhost", 0, 1, 1, Duration.ofMillis(-1)))
        .isInstanceOf(GatewayStartException.class);
  }

  private static GatewaySettings on(String host, int port) {
    return new GatewaySettings(host, port, 1, 1, Duration.ZERO);
  }
}
