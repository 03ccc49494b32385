package dev.signalbox.router.chat;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Whom and what a call is for, so that it can be found, paid for and erased. Told to no provider.
 *
 * @param key the name of the API key that it came with, never the key itself
 * @param user whoever's words it holds; erasing a user erases these calls
 * @param promptVersion of the application's prompt
 * @param tags the application's own labels, at most {@value #MOST_TAGS}
 */
public record Attribution(
    Optional<String> key,
    Optional<String> user,
    Optional<String> promptVersion,
    SortedSet<String> tags) {
  public static final int MOST_TAGS = 16;

  /** In characters, of each of them. */
  public static final int LONGEST = 600;

  public static final Attribution NONE =
      new Attribution(
          Optional.empty(), Optional.empty(), Optional.empty(), Collections.emptySortedSet());

  public Attribution {
    tags = Collections.unmodifiableSortedSet(new TreeSet<>(tags));
    if (tags.size() > MOST_TAGS) {
      throw new IllegalArgumentException("a call has at most " + MOST_TAGS + " tags");
    }
    key.ifPresent(name -> check("a key's name", name));
    user.ifPresent(name -> check("a user", name));
    promptVersion.ifPresent(name -> check("a prompt version", name));
    tags.forEach(tag -> check("a tag", tag));
  }

  private static void check(String what, String name) {
    if (name.isBlank() || name.length() > LONGEST) {
      throw new IllegalArgumentException(
          what + " has between 1 and " + LONGEST + " characters, and not only spaces");
    }
  }

  public Attribution withKey(String name) {
    return new Attribution(Optional.of(name), user, promptVersion, tags);
  }

  public Attribution withUser(String name) {
    return new Attribution(key, Optional.of(name), promptVersion, tags);
  }

  public Attribution withPromptVersion(String version) {
    return new Attribution(key, user, Optional.of(version), tags);
  }

  public Attribution withTags(SortedSet<String> wanted) {
    return new Attribution(key, user, promptVersion, wanted);
  }
}
