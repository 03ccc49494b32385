package dev.signalbox.db.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Appends to a segment. Not through a channel, which an interrupt of the thread would close:
 * callers are interrupted when theirs go away. {@link #append} is called by one thread at a time;
 * the rest is thread-safe.
 */
final class SegmentWriter implements AutoCloseable {
  private static final int FIRST_ROOM = 1 << 14;

  private final Segment segment;
  private final RandomAccessFile file;
  private byte[] room = new byte[FIRST_ROOM];
  private volatile long written;

  private SegmentWriter(Segment segment, RandomAccessFile file) {
    this.segment = segment;
    this.file = file;
  }

  /** Makes the segment, which only its owner may read, and forces its name to the disk. */
  static SegmentWriter create(Segment segment) throws IOException {
    Files.createFile(
        segment.file(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    SegmentWriter writer =
        new SegmentWriter(segment, new RandomAccessFile(segment.file().toFile(), "rw"));
    try {
      writer.write(Segment.header(), Segment.HEADER);
      writer.sync();
      syncFolder(segment.file().resolveSibling(""));
      return writer;
    } catch (IOException e) {
      writer.close();
      Files.deleteIfExists(segment.file());
      throw e;
    }
  }

  /** Only a channel can open a folder, so this is left to a thread that nobody interrupts. */
  private static void syncFolder(Path folder) throws IOException {
    try {
      CompletableFuture.runAsync(() -> force(folder), Thread::startVirtualThread).join();
    } catch (CompletionException e) {
      throw new IOException("the folder cannot be forced to the disk", e.getCause());
    }
  }

  private static void force(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Segment segment() {
    return segment;
  }

  /** How far it is written with whole records. */
  long written() {
    return written;
  }

  /**
   * Appends a record whole, or, throwing, nothing of it.
   *
   * @param crc as {@link Frame#crc} has it
   */
  void append(byte[] record, int offset, int length, int crc) throws IOException {
    int size = Frame.HEADER + length;
    if (room.length < size) {
      room = Arrays.copyOf(room, Math.max(size, room.length * 2));
    }
    Frame.putHeader(ByteBuffer.wrap(room), length, crc);
    System.arraycopy(record, offset, room, Frame.HEADER, length);
    write(room, size);
  }

  private void write(byte[] bytes, int length) throws IOException {
    long before = written;
    try {
      file.write(bytes, 0, length);
      written = before + length;
    } catch (IOException e) {
      file.setLength(before);
      file.seek(before);
      throw e;
    }
  }

  /** Forces what was written to the disk. */
  void sync() throws IOException {
    file.getFD().sync();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
