package dev.signalbox.simulator.http;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/** One thing that a script does. */
public sealed interface Step {

  /** Whether it takes time or says anything. */
  default boolean matters() {
    return switch (this) {
      case Wait(var duration) -> !duration.isZero();
      case Head _ -> true;
      case Body(var bytes) -> bytes.length() > 0;
      case Fill(_, long count) -> count > 0;
    };
  }

  /** Nothing happens for a while. */
  record Wait(Duration duration) implements Step {
    public Wait {
      if (duration.isNegative()) {
        throw new IllegalArgumentException("a wait cannot be negative, got " + duration);
      }
    }
  }

  /**
   * Status line and headers; at most one in a script, before any of the body.
   *
   * @param headers in the order in which they go out, without those that frame the body
   * @param length of the body that is promised, in bytes; when absent, the body goes out in chunks
   */
  record Head(int status, Map<String, String> headers, OptionalLong length) implements Step {
    public Head {
      headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }
  }

  /** The next bytes of the body, as they are before they are framed. */
  record Body(Bytes bytes) implements Step {}

  /** The same byte {@code count} times over, as the next part of the body. */
  record Fill(char ascii, long count) implements Step {}
}
