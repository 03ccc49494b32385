package dev.signalbox.db.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.db.column.Sha256;
import dev.signalbox.db.journal.Journal.Batch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JournalTest {
  private static final JournalSettings SMALL =
      new JournalSettings(1 << 20, 500, new Sync.Interval(Duration.ofMillis(1)));

  @TempDir private Path folder;

  @Test
  void givesRecordsInOrderAndOnlyOnce() throws InterruptedException {
    try (Journal journal = Journal.open(folder, SMALL)) {
      IntStream.range(0, 100).forEach(i -> append(journal, "record " + i));

      Batch first = journal.read(30, 1 << 20, Duration.ZERO);
      Batch second = journal.read(1000, 1 << 20, Duration.ZERO);

      assertThat(texts(first)).hasSize(30).startsWith("record 0", "record 1");
      assertThat(texts(second)).hasSize(70).startsWith("record 30").endsWith("record 99");
      assertThat(journal.read(1, 1, Duration.ZERO).records()).isEmpty();
    }
  }

  @Test
  void losesNothingOfManyWriters() throws InterruptedException {
    int writers = 50;
    int each = 40;
    List<String> read = new ArrayList<>();
    try (Journal journal = Journal.open(folder, SMALL);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int writer = 0; writer < writers; writer++) {
        int number = writer;
        threads.execute(
            () -> IntStream.range(0, each).forEach(i -> append(journal, number + "/" + i)));
      }
      while (read.size() < writers * each) {
        Batch batch = journal.read(64, 1 << 20, Duration.ofSeconds(20));
        assertThat(batch.records()).as("after %d", read.size()).isNotEmpty();
        read.addAll(texts(batch));
        journal.delivered(batch.end(), batch.records().size());
      }
      assertThat(journal.state().waiting()).isZero();
    }

    assertThat(read).doesNotHaveDuplicates();
    for (int writer = 0; writer < writers; writer++) {
      String own = writer + "/";
      assertThat(read.stream().filter(text -> text.startsWith(own)))
          .as("in the order of the writer")
          .containsExactlyElementsOf(IntStream.range(0, each).mapToObj(i -> own + i).toList());
    }
  }

  @Test
  void keepsForTheNextTimeWhatIsNotDelivered() throws InterruptedException {
    try (Journal journal = Journal.open(folder, SMALL)) {
      IntStream.range(0, 100).forEach(i -> append(journal, "record " + i));
      Batch half = journal.read(50, 1 << 20, Duration.ZERO);
      journal.delivered(half.end(), 50);
    }

    try (Journal journal = Journal.open(folder, SMALL)) {
      long waiting = journal.state().waiting();
      append(journal, "record 100");
      List<String> again = texts(journal.read(1000, 1 << 20, Duration.ZERO));

      assertThat(again).hasSize((int) waiting + 1);
      assertThat(again).as("at most a segment is read twice").hasSizeBetween(51, 75);
      assertThat(again).endsWith("record 98", "record 99", "record 100");
    }
  }

  @Test
  void leavesNothingWhenAllIsDelivered() throws InterruptedException {
    try (Journal journal = Journal.open(folder, SMALL)) {
      IntStream.range(0, 100).forEach(i -> append(journal, "record " + i));
      Batch all = journal.read(1000, 1 << 20, Duration.ZERO);
      journal.delivered(all.end(), 100);
    }

    assertThat(segments()).isEmpty();
    try (Journal journal = Journal.open(folder, SMALL)) {
      assertThat(journal.state().waiting()).isZero();
      assertThat(journal.read(1, 1, Duration.ZERO).records()).isEmpty();
    }
  }

  @Test
  void refusesWhatExceedsItsLimitAndTakesAgainOnceThereIsRoom() throws InterruptedException {
    JournalSettings tight = new JournalSettings(2_000, 500, new Sync.Each());
    try (Journal journal = Journal.open(folder, tight)) {
      int taken = 0;
      boolean hadRoom = true;
      while (journal.append(new byte[100])) {
        taken++;
        hadRoom &= journal.hasRoom() || taken > 13;
      }

      assertThat(taken).isBetween(14, 17);
      assertThat(hadRoom).as("room up to nine tenths").isTrue();
      assertThat(journal.hasRoom()).isFalse();
      assertThat(journal.state().dropped()).isEqualTo(1);
      assertThat(bytesOnDisk()).isLessThanOrEqualTo(2_000).isEqualTo(journal.state().bytes());

      Batch all = journal.read(1000, 1 << 20, Duration.ZERO);
      journal.delivered(all.end(), taken);
      assertThat(journal.hasRoom()).isTrue();
      assertThat(journal.append(new byte[100])).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void readsOverDamageAtAnyPlace(boolean truncating) throws IOException, InterruptedException {
    List<String> all = IntStream.range(0, 12).mapToObj(i -> "record number " + i).toList();
    try (Journal journal = Journal.open(folder, SMALL)) {
      all.forEach(text -> append(journal, text));
    }
    Path segment = segments().getFirst();
    byte[] whole = Files.readAllBytes(segment);
    Files.delete(segment);
    for (int at = 0; at < whole.length; at++) {
      Path other = Files.createDirectory(folder.resolve("damaged-at-" + at));
      Files.write(other.resolve(segment.getFileName()), damaged(whole, at, truncating));

      List<String> read = readAll(other);

      List<String> expected = new ArrayList<>(all);
      int hit = recordAt(at, all);
      if (truncating) {
        expected = expected.subList(0, Math.max(0, hit));
      } else if (hit >= 0) {
        expected.remove(hit);
      }
      assertThat(read).as("byte %d", at).isEqualTo(expected);
    }
  }

  /** Which record a byte belongs to; -1 for the header. */
  private static int recordAt(int at, List<String> records) {
    int end = Segment.HEADER;
    for (int i = 0; i < records.size(); i++) {
      if (at < end) {
        return i - 1;
      }
      end += Frame.HEADER + records.get(i).length();
    }
    return records.size() - 1;
  }

  private static byte[] damaged(byte[] whole, int at, boolean truncating) {
    byte[] damaged = truncating ? Arrays.copyOf(whole, at) : whole.clone();
    if (!truncating) {
      damaged[at] ^= 0x41;
    }
    return damaged;
  }

  private static List<String> readAll(Path folder) throws InterruptedException {
    try (Journal journal = Journal.open(folder, SMALL)) {
      long waiting = journal.state().waiting();
      Batch batch = journal.read(1000, 1 << 20, Duration.ZERO);
      assertThat(batch.records()).hasSize((int) waiting);
      return texts(batch);
    }
  }

  @Test
  void keepsADamagedFileForSomebodyToLookAt() throws IOException, InterruptedException {
    try (Journal journal = Journal.open(folder, SMALL)) {
      append(journal, "first");
      append(journal, "second");
    }
    Path segment = segments().getFirst();
    Files.write(
        segment, damaged(Files.readAllBytes(segment), Segment.HEADER + Frame.HEADER, false));

    try (Journal journal = Journal.open(folder, SMALL)) {
      Batch batch = journal.read(1000, 1 << 20, Duration.ZERO);
      journal.delivered(batch.end(), 1);

      assertThat(texts(batch)).containsExactly("second");
      assertThat(journal.state().damagedBytes()).isEqualTo(Frame.HEADER + "first".length());
    }
    assertThat(folder.resolve("000000000001.damaged")).exists();
    assertThat(segments()).isEmpty();
  }

  @Test
  void leavesASegmentOfALaterVersionAlone() throws IOException, InterruptedException {
    byte[] header = ByteBuffer.allocate(Segment.HEADER).put(Segment.header(), 0, 7).array();
    header[7] = 2;
    CRC32C crc = new CRC32C();
    crc.update(header, 0, 8);
    ByteBuffer.wrap(header).putInt(8, (int) crc.getValue());
    Files.write(folder.resolve("000000000007.journal"), header);

    assertThat(readAll(folder)).isEmpty();

    assertThat(folder.resolve("000000000007.journal")).exists();
  }

  @Test
  void anInterruptNeitherLosesARecordNorBreaksIt() throws InterruptedException {
    try (Journal journal =
        Journal.open(folder, new JournalSettings(1 << 20, 500, new Sync.Each()))) {
      CountDownLatch done = new CountDownLatch(1);
      Set<String> facts = new TreeSet<>();
      Thread caller =
          Thread.ofVirtual()
              .start(() -> {
                Thread.currentThread().interrupt();
                facts.add("taken " + journal.append("one".getBytes(UTF_8)));
                facts.add("interrupted " + Thread.interrupted());
                done.countDown();
              });
      done.await();
      caller.join();
      append(journal, "two");

      assertThat(facts).containsExactly("interrupted true", "taken true");
      assertThat(texts(journal.read(9, 1 << 20, Duration.ZERO))).containsExactly("one", "two");
    }
  }

  @Test
  void belongsToOneProcessAtATime() {
    try (Journal _ = Journal.open(folder, SMALL)) {
      assertThatThrownBy(() -> Journal.adopt(folder))
          .isInstanceOf(JournalException.class)
          .hasMessage("the journal " + folder + " is already in use by this process");
    }
  }

  @Test
  void isAdoptedOnlyToBeDelivered() throws InterruptedException {
    try (Journal journal = Journal.open(folder, SMALL)) {
      append(journal, "left behind");
    }

    try (Journal orphan = Journal.adopt(folder)) {
      assertThat(orphan.hasRoom()).isFalse();
      assertThat(orphan.append("more".getBytes(UTF_8))).isFalse();
      Batch batch = orphan.read(9, 1 << 20, Duration.ZERO);
      assertThat(texts(batch)).containsExactly("left behind");
      orphan.delivered(batch.end(), 1);
    }

    assertThat(segments()).isEmpty();
    assertThatThrownBy(() -> Journal.adopt(folder.resolve("nowhere")))
        .isInstanceOf(JournalException.class)
        .hasMessage(
            "cannot read the journal in "
                + folder.resolve("nowhere")
                + ": there is no such folder");
  }

  @Test
  void setsAsideWhatNobodyTakes() throws IOException {
    try (Journal journal = Journal.open(folder, SMALL)) {
      journal.setAside("bad".getBytes(UTF_8), "column too narrow");
      journal.setAside("bad".getBytes(UTF_8), "column too narrow");

      assertThat(journal.state().setAside()).isEqualTo(1);
    }
    Path record = folder.resolve("refused/" + Sha256.hex("bad").substring(0, 32) + ".record");
    assertThat(record).hasContent("bad");
    assertThat(Path.of(record + ".why")).hasContent("column too narrow");
    try (Journal journal = Journal.open(folder, SMALL)) {
      assertThat(journal.state().setAside()).isEqualTo(1);
    }
  }

  @Test
  void takesLongRecordsAndRefusesEndlessOnes() throws InterruptedException {
    JournalSettings wide = new JournalSettings(200 << 20, 1 << 20, new Sync.Each());
    byte[] longest = new byte[Frame.LONGEST];
    try (Journal journal = Journal.open(folder, wide)) {
      assertThat(journal.append(longest)).isTrue();
      assertThat(journal.append(new byte[Frame.LONGEST + 1])).isFalse();
      assertThat(journal.read(9, 1, Duration.ZERO).records())
          .singleElement()
          .satisfies(record -> assertThat(record).hasSize(Frame.LONGEST));
    }
  }

  private static void append(Journal journal, String text) {
    assertThat(journal.append(text.getBytes(UTF_8))).as(text).isTrue();
  }

  private static List<String> texts(Batch batch) {
    return batch.records().stream().map(record -> new String(record, UTF_8)).toList();
  }

  private List<Path> segments() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".journal")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long bytesOnDisk() {
    return segments().stream().mapToLong(file -> file.toFile().length()).sum();
  }
}
