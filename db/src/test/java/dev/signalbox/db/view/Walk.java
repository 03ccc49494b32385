package dev.signalbox.db.view;

import dev.signalbox.router.RoutedCall;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The pages that a search hands out one after the other, to its end.
 *
 * @param pages at least one
 */
record Walk(List<CallList> pages) {
  /** Java's own order of UUIDs is a signed one. */
  private static final Comparator<UUID> NEWEST_FIRST =
      Comparator.comparing(UUID::toString).reversed();

  private static final int MOST_PAGES = 1_000;

  static Walk through(CallView calls, CallFilter filter, int most) {
    return through(calls, filter, most, _ -> {});
  }

  /**
   * Walks to the end.
   *
   * @param between is told after each page but the last before which id the next one goes on
   */
  static Walk through(CallView calls, CallFilter filter, int most, Consumer<UUID> between) {
    List<CallList> pages = new ArrayList<>();
    Optional<UUID> next = Optional.empty();
    do {
      if (pages.size() == MOST_PAGES) {
        throw new AssertionError("the walk comes to no end; it is before " + next);
      }
      pages.add(calls.list(filter, next, most));
      next = pages.getLast().next();
      next.ifPresent(between);
    } while (next.isPresent());
    return new Walk(pages);
  }

  /** What was found, in the order in which it was found. */
  List<UUID> ids() {
    return pages.stream().flatMap(page -> page.calls().stream()).map(CallList.Row::id).toList();
  }

  /** How many calls each page has. */
  List<Integer> sizes() {
    return pages.stream().map(page -> page.calls().size()).toList();
  }

  /** The ids of these calls in the order in which a search has to find them. */
  static List<UUID> newestFirst(Collection<RoutedCall> calls) {
    return calls.stream().map(RoutedCall::id).sorted(NEWEST_FIRST).toList();
  }
}
