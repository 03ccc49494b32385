package dev.signalbox.db.journal;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.SYNC;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;

import dev.signalbox.db.column.Sha256;
import dev.signalbox.db.journal.Journal.Position;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of a journal, and how many bytes they have. Thread-safe. */
final class JournalFiles {
  private static final Logger LOG = LoggerFactory.getLogger(JournalFiles.class);
  private static final String REFUSED = "refused";
  private static final int DAMAGED_KEPT = 8;

  private final Path folder;
  private final NavigableMap<Long, Segment> segments = new TreeMap<>();
  private final Set<Long> damaged = new HashSet<>();
  private long lastNumber;

  /** The segment that is written, and how far; none: 0. */
  private long current;

  private long currentBytes;
  private long otherBytes;
  private long refused;
  private int damagedFiles;

  private JournalFiles(Path folder) throws IOException {
    this.folder = folder;
    try (Stream<Path> found = Files.list(folder)) {
      for (Path file : found.toList()) {
        Segment.of(file).ifPresent(this::findOld);
        if (isDamaged(file)) {
          otherBytes += Files.size(file);
          damagedFiles++;
        }
      }
    }
    if (Files.isDirectory(folder.resolve(REFUSED))) {
      try (Stream<Path> found = Files.list(folder.resolve(REFUSED))) {
        for (Path file : found.toList()) {
          otherBytes += Files.size(file);
          refused += file.toString().endsWith(".record") ? 1 : 0;
        }
      }
    }
  }

  private void findOld(Segment segment) {
    lastNumber = Math.max(lastNumber, segment.number());
    otherBytes += segment.size();
    if (segment.isNewer()) {
      LOG.error("{} was written by a later version; it is left alone", segment.file());
    } else {
      segments.put(segment.number(), segment);
    }
  }

  /** Makes the folder of a journal, for its owner only. */
  static void create(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
  }

  static void requireThere(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new NoSuchFileException(folder.toString());
    }
  }

  static JournalFiles existing(Path folder) throws IOException {
    requireThere(folder);
    return new JournalFiles(folder);
  }

  Path folder() {
    return folder;
  }

  synchronized long bytes() {
    return currentBytes + otherBytes;
  }

  synchronized long refused() {
    return refused;
  }

  /** How many segments were found that an earlier process kept for their damage. */
  int damagedFiles() {
    return damagedFiles;
  }

  private static boolean isDamaged(Path file) {
    return file.toString().endsWith(".damaged");
  }

  /**
   * What the segments hold that are there.
   *
   * @param damagedBytes that are no record
   */
  record Content(long records, long damagedBytes) {}

  /** Reads them all. One that its process has delivered and deleted meanwhile holds nothing. */
  Content content() throws IOException {
    long records = 0;
    long damagedBytes = 0;
    for (Segment segment : List.copyOf(segments.values())) {
      try (SegmentReader reader = SegmentReader.of(segment)) {
        long end = segment.size();
        while (reader.next(end) != null) {
          records++;
        }
        damagedBytes += reader.damagedBytes();
      } catch (FileNotFoundException _) {
        // delivered
      }
    }
    return new Content(records, damagedBytes);
  }

  /** The segment to be written next; it is not there before {@link #begin}. */
  synchronized Segment next() {
    return Segment.in(folder, lastNumber + 1);
  }

  synchronized void begin(Segment segment, long written) {
    lastNumber = segment.number();
    segments.put(segment.number(), segment);
    current = segment.number();
    currentBytes = written;
  }

  /** Counts what was appended to the segment that is written. */
  synchronized void grow(long bytes) {
    currentBytes += bytes;
  }

  synchronized void end(Segment segment, long written) {
    if (current == segment.number()) {
      current = 0;
      currentBytes = 0;
      otherBytes += written;
    }
  }

  synchronized boolean isEnded(Segment segment) {
    return current != segment.number();
  }

  /** How far a segment is written with whole records. */
  synchronized long written(Segment segment) {
    return current == segment.number() ? currentBytes : segment.size();
  }

  /** The segment after one of that number. */
  synchronized Optional<Segment> after(long number) {
    return Optional.ofNullable(segments.higherEntry(number)).map(Map.Entry::getValue);
  }

  synchronized void markDamaged(Segment segment) {
    damaged.add(segment.number());
  }

  /** Deletes the segments all of whose records come before {@code end}. */
  synchronized void deleteBefore(Position end) {
    for (Segment segment : List.copyOf(segments.headMap(end.segment(), true).values())) {
      boolean isBefore = segment.number() < end.segment() || written(segment) <= end.offset();
      if (isBefore && isEnded(segment)) {
        remove(segment);
      }
    }
  }

  private void remove(Segment segment) {
    long size = segment.size();
    segments.remove(segment.number());
    try {
      if (damaged.remove(segment.number())) {
        Files.move(segment.file(), segment.damaged());
        deleteOldDamage();
      } else {
        Files.delete(segment.file());
        otherBytes -= size;
      }
    } catch (IOException e) {
      LOG.warn("{} is delivered, but cannot be deleted: {}", segment.file(), e.getMessage());
    }
  }

  private void deleteOldDamage() throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      List<Path> old =
          found
              .filter(JournalFiles::isDamaged)
              .sorted(Comparator.reverseOrder())
              .skip(DAMAGED_KEPT)
              .toList();
      for (Path file : old) {
        otherBytes -= Files.size(file);
        Files.delete(file);
      }
    }
  }

  /** Keeps a record that nobody could take, once however often it comes; returns its file. */
  synchronized Path refuse(byte[] record, String why) throws IOException {
    Path refusals = Files.createDirectories(folder.resolve(REFUSED));
    Path file = refusals.resolve(Sha256.hex(record).substring(0, 32) + ".record");
    Path reason = file.resolveSibling(file.getFileName() + ".why");
    boolean isNew = !Files.exists(file);
    Files.write(file, record, CREATE, TRUNCATE_EXISTING, SYNC);
    Files.writeString(reason, why + "\n", CREATE, TRUNCATE_EXISTING, SYNC);
    if (isNew) {
      refused++;
      otherBytes += record.length + Files.size(reason);
    }
    return file;
  }
}
