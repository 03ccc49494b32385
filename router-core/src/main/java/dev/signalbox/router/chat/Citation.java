package dev.signalbox.router.chat;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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

  /** What is cited in {@code mentions}, each once, in the order of first mention. */
  public static List<Citation> once(Stream<Citation> mentions) {
    Set<Object> known = new HashSet<>();
    return mentions.filter(mention -> known.add(mention.source())).toList();
  }

  /** What tells one cited source from another: its URL; without one, all that is said of it. */
  public Object source() {
    return url.isPresent() ? url : this;
  }
}
