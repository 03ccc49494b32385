package dev.signalbox.db.journal;

import dev.signalbox.db.folder.FolderLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A journal as it is found on the disk, whoever has it.
 *
 * @param holder the process that has it
 * @param bytes of all its files
 * @param records in its segments; while a process has it, some of them may be delivered already
 * @param damagedBytes in its segments that are no record
 * @param damagedFiles delivered segments that were kept for their damage
 * @param refused records that the database would not take
 */
public record JournalFolder(
    Path folder,
    Optional<String> holder,
    long bytes,
    long records,
    long damagedBytes,
    int damagedFiles,
    long refused) {

  /** Whether calls wait in it that no process delivers. */
  public boolean isOrphan() {
    return holder.isEmpty() && records > 0;
  }

  /**
   * The journals of all nodes, by name.
   *
   * @param folder has one folder a node; may be missing
   * @throws JournalException if they cannot be read
   */
  public static List<JournalFolder> allIn(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> nodes = Files.list(folder)) {
      List<JournalFolder> found = new ArrayList<>();
      for (Path node : nodes.filter(Files::isDirectory).sorted().toList()) {
        found.add(read(node));
      }
      return found;
    } catch (IOException e) {
      throw new JournalException(
          "the journals in " + folder + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static JournalFolder read(Path folder) throws IOException {
    Optional<String> holder = FolderLock.holder(folder);
    JournalFiles files = JournalFiles.existing(folder);
    JournalFiles.Content content = files.content();
    return new JournalFolder(
        folder,
        holder,
        files.bytes(),
        content.records(),
        holder.isEmpty() ? content.damagedBytes() : 0, // the last record may be half written
        files.damagedFiles(),
        files.refused());
  }
}
