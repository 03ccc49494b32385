package dev.signalbox.db.folder;

import dev.signalbox.router.time.Sleeper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Says that this process uses the folder. The operating system takes the lock back when the process
 * ends, however it ends. The file itself stays: deleting it would let two processes lock two files
 * of the same name.
 */
public final class FolderLock implements AutoCloseable {
  /**
   * POSIX drops a process's lock on a file when the process closes any handle on it, so a second
   * attempt in this process must not even open the file; and only the process itself can know.
   */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private static final String LOCK = "lock";

  /** Whoever only looks has the lock for a moment. */
  private static final int TRIES = 5;

  private static final Duration BETWEEN_TRIES = Duration.ofMillis(20);

  private final Path file;
  private final FileChannel channel;

  private FolderLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes the lock of a folder, which has to be there.
   *
   * @param what names the folder in a complaint, such as "the data folder"
   * @throws FolderInUseException if another process, or this one, has it already
   */
  public static FolderLock acquire(Path folder, String what) throws IOException {
    Path file = folder.toRealPath().resolve(LOCK);
    if (!HELD_HERE.add(file)) {
      throw new FolderInUseException(what, folder, "this process");
    }
    try {
      return new FolderLock(file, locked(file, folder, what));
    } catch (IOException | RuntimeException e) {
      HELD_HERE.remove(file);
      throw e;
    }
  }

  /**
   * Who has the lock of a folder: {@code process} and its number, or {@code this process}. It is
   * taken for a moment to find out, which {@link #acquire} waits for.
   */
  public static Optional<String> holder(Path folder) throws IOException {
    if (!Files.exists(folder.resolve(LOCK))) {
      return Optional.empty();
    }
    try (FolderLock _ = acquire(folder, "")) {
      return Optional.empty();
    } catch (FolderInUseException e) {
      return Optional.of(e.holder());
    }
  }

  private static FileChannel locked(Path file, Path folder, String what) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      if (!lock(channel)) {
        throw new FolderInUseException(what, folder, "process " + holder(channel));
      }
      channel.truncate(0);
      channel.write(StandardCharsets.US_ASCII.encode(ProcessHandle.current().pid() + "\n"));
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static boolean lock(FileChannel channel) throws IOException {
    for (int tries = 1; channel.tryLock() == null; tries++) {
      if (tries == TRIES) {
        return false;
      }
      try {
        Sleeper.REAL.sleep(BETWEEN_TRIES);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer pid = ByteBuffer.allocate(20);
    channel.read(pid, 0);
    return StandardCharsets.US_ASCII.decode(pid.flip()).toString().strip();
  }

  @Override
  public void close() throws IOException {
    channel.close();
    HELD_HERE.remove(file);
  }
}
