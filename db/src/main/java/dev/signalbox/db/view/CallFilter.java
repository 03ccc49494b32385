package dev.signalbox.db.view;

import java.util.Optional;

/**
 * Which calls to list; absent means any.
 *
 * @param provider that answered
 * @param result {@code answered}, {@code rejected}, {@code cut} or {@code failed}
 * @param origin {@code traffic} or {@code eval}
 */
public record CallFilter(
    Optional<String> task,
    Optional<String> provider,
    Optional<String> result,
    Optional<String> origin) {
  public static final CallFilter ANY =
      new CallFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
