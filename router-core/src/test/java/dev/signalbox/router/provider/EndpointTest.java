package dev.signalbox.router.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.router.catalog.ProviderFacts;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EndpointTest {

  @ParameterizedTest
  @CsvSource({
    "https://api.openai.com/v1, https://api.openai.com/v1/chat",
    "https://api.openai.com/v1/, https://api.openai.com/v1/chat",
    "http://127.0.0.1:8080, http://127.0.0.1:8080/chat",
  })
  void appendsThePathToTheBase(String base, String url) {
    assertThat(endpoint(base).urlOf("/chat")).isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://host",
        "host:80",
        "/v1",
        "https://user:pass@host",
        "https://host/v1?key=secret",
        "https://host/#part",
        "http://host:99999",
      })
  void refusesWhatIsNoPlainHttpAddressWithoutRepeatingIt(String base) {
    assertThatThrownBy(() -> endpoint(base))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the base URL of mine has to be http:// or https://, a host, perhaps a port and a path,"
                + " and no more");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "two words", "newline\nwithin", "schlüssel"})
  void refusesAKeyThatCannotBeOne(String key) {
    assertThatThrownBy(() -> new ApiKey(key))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the key ");
  }

  @Test
  void dropsTheNewlineAtTheEndOfAKeyFile() {
    ApiKey key = new ApiKey("secret\n");

    assertThat(key.secret()).isEqualTo("secret");
    assertThat(key).hasToString("ApiKey[hidden]");
  }

  private static Endpoint endpoint(String base) {
    return new Endpoint(
        "mine", ProviderFacts.of("someone"), false, URI.create(base), Optional.empty());
  }
}
