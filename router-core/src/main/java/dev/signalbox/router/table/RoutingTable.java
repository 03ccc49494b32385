package dev.signalbox.router.table;

import dev.signalbox.router.yaml.TextHash;
import dev.signalbox.router.yaml.YamlReader;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All tasks. Immutable; equal tables have equal hashes, whatever their files looked like. */
public final class RoutingTable {
  private final SortedMap<String, Task> tasks;
  private final String hash;

  public RoutingTable(Iterable<Task> tasks) {
    TreeMap<String, Task> byName = new TreeMap<>();
    for (Task task : tasks) {
      if (byName.put(task.name(), task) != null) {
        throw new IllegalArgumentException("two tasks are named " + task.name());
      }
    }
    this.tasks = Collections.unmodifiableSortedMap(byName);
    this.hash = TextHash.sha256(CanonicalForm.of(this));
  }

  /**
   * The table whose canonical form this is.
   *
   * @throws dev.signalbox.router.yaml.InvalidFileException if it is none
   */
  public static RoutingTable ofCanonicalForm(String canonical) {
    return read("the stored routing table", canonical);
  }

  /**
   * The table of a file that has the right form; whether it can be routed by, {@link
   * RoutingTableReader} finds out.
   *
   * @param fileName how problems name the file
   * @throws dev.signalbox.router.yaml.InvalidFileException if the form is not right
   */
  public static RoutingTable read(String fileName, String yaml) {
    return YamlReader.read(fileName, yaml, new RoutingTableFile(_ -> {})::read);
  }

  /** By name. */
  public SortedMap<String, Task> tasks() {
    return tasks;
  }

  public Optional<Task> task(String name) {
    return Optional.ofNullable(tasks.get(name));
  }

  /** SHA-256 of the canonical form, in hex. */
  public String hash() {
    return hash;
  }

  /** JSON with sorted keys and no spaces: what is hashed and what the database keeps. */
  public String canonicalForm() {
    return CanonicalForm.of(this);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RoutingTable table && tasks.equals(table.tasks);
  }

  @Override
  public int hashCode() {
    return tasks.hashCode();
  }
}
