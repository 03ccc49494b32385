package dev.signalbox.router.chat;

import java.net.URI;
import java.util.Base64;

/** One piece of a message. */
public sealed interface Part {

  /** Plain text. */
  record Text(String text) implements Part {}

  /**
   * An image sent along with the request; {@code base64} is standard Base64 without line breaks.
   */
  record InlineImage(String mediaType, String base64) implements Part {
    public InlineImage {
      if (!mediaType.startsWith("image/")) {
        throw new IllegalArgumentException("not an image media type: " + mediaType);
      }
      Base64.getDecoder().decode(base64);
    }
  }

  /** An image that the provider fetches itself. */
  record LinkedImage(URI url) implements Part {}
}
