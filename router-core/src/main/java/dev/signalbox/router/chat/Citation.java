package dev.signalbox.router.chat;

import java.util.Optional;

/**
 * What an answer rests on.
 *
 * @param url of a page; absent for a document of the caller's own
 * @param title of the page or document, where the provider tells it
 * @param quote the words there that support the answer, where the provider gives them
 */
public record Citation(Optional<String> url, Optional<String> title, Optional<String> quote) {
  public static Citation of(String url) {
    return new Citation(Optional.of(url), Optional.empty(), Optional.empty());
  }
}
