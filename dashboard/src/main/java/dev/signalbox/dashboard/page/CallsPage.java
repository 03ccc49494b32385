package dev.signalbox.dashboard.page;

import dev.signalbox.db.view.CallFilter;
import dev.signalbox.db.view.CallList;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * {@code /calls}: the call log, newest first.
 *
 * @param newest whether this is its first page
 * @param tasks to choose from
 * @param providers to choose from
 */
public record CallsPage(
    Frame frame,
    CallFilter filter,
    boolean newest,
    CallList list,
    List<String> tasks,
    List<String> providers)
    implements Page {
  public CallsPage {
    tasks = List.copyOf(tasks);
    providers = List.copyOf(providers);
  }

  @Override
  public String template() {
    return "calls.jte";
  }

  public boolean isFiltered() {
    return !filter.equals(CallFilter.ANY);
  }

  /** The address of the newest calls under the same filter. */
  public String newestAddress() {
    return address(Optional.empty());
  }

  /** The address of the next older calls, when there are any. */
  public Optional<String> olderAddress() {
    return list.next().map(before -> address(Optional.of(before.toString())));
  }

  private String address(Optional<String> after) {
    StringJoiner query = new StringJoiner("&", "/calls?", "").setEmptyValue("/calls");
    add(query, "task", filter.task());
    add(query, "provider", filter.provider());
    add(query, "result", filter.result());
    add(query, "origin", filter.origin());
    add(query, "after", after);
    return query.toString();
  }

  private static void add(StringJoiner query, String name, Optional<String> value) {
    value.ifPresent(
        text -> query.add(name + "=" + URLEncoder.encode(text, StandardCharsets.UTF_8)));
  }
}
