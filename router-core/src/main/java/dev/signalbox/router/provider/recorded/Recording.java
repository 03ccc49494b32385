package dev.signalbox.router.provider.recorded;

import dev.signalbox.router.provider.WireResponse;
import dev.signalbox.router.yaml.Problem;
import java.util.Optional;

/** One recorded exchange, or a file in which none could be read. */
public sealed interface Recording {

  /**
   * An exchange as the file has it.
   *
   * @param interaction counts the exchanges of the file from 0
   * @param provider whose answer it is, in the recorder's words
   * @param api which of its APIs, such as {@code chat} or {@code messages}
   * @param response empty when only the request was recorded
   */
  record Exchange(
      String file, int interaction, String provider, String api, Optional<WireResponse> response)
      implements Recording {}

  record Unreadable(Problem problem) implements Recording {}
}
