package dev.signalbox.db.embedded;

import dev.signalbox.db.DatabaseException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Says that this process uses the folder. The operating system takes the lock back when the process
 * ends, however it ends. The file itself stays: deleting it would let two processes lock two files
 * of the same name.
 */
final class FolderLock implements AutoCloseable {
  /**
   * POSIX drops a process's lock on a file when the process closes any handle on it, so a second
   * attempt in this process must not even open the file; and only the process itself can know.
   */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private FolderLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @throws DatabaseException if another process, or this one, has it already
   */
  static FolderLock acquire(DataFolder data) throws IOException {
    Path file = data.lock();
    if (!HELD_HERE.add(file)) {
      throw inUse(data, "this process");
    }
    try {
      return new FolderLock(file, locked(data));
    } catch (IOException | RuntimeException e) {
      HELD_HERE.remove(file);
      throw e;
    }
  }

  private static FileChannel locked(DataFolder data) throws IOException {
    FileChannel channel =
        FileChannel.open(
            data.lock(),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() == null) {
        throw inUse(data, "process " + holder(channel));
      }
      channel.truncate(0);
      channel.write(StandardCharsets.US_ASCII.encode(ProcessHandle.current().pid() + "\n"));
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer pid = ByteBuffer.allocate(20);
    channel.read(pid, 0);
    return StandardCharsets.US_ASCII.decode(pid.flip()).toString().strip();
  }

  private static DatabaseException inUse(DataFolder data, String holder) {
    return new DatabaseException(
        "the data folder " + data.root() + " is already in use by " + holder);
  }

  @Override
  public void close() throws IOException {
    channel.close();
    HELD_HERE.remove(file);
  }
}
