package dev.signalbox.db.calllog;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyManager;
import org.postgresql.util.ByteConverter;

/**
 * Rows in the binary format of PostgreSQL's {@code COPY} (manual, "COPY", section "Binary Format"),
 * which spares the server from parsing. Values come in the order of the columns, nulls included.
 * Not thread-safe.
 */
final class CopyRows {
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
  };
  private static final int NULL = -1;
  private static final short END = -1;
  private static final int FIRST_ROOM = 1 << 16;
  private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
  private static final long EPOCH_DAY = LocalDate.of(2000, 1, 1).toEpochDay();
  private static final long MICROS = 1_000_000;
  private static final long NANOS_A_MICRO = 1_000;

  private byte[] bytes = new byte[FIRST_ROOM];
  private int length;
  private int rows;

  CopyRows() {
    clear();
  }

  /** Makes room for other rows. */
  void clear() {
    length = 0;
    rows = 0;
    put(SIGNATURE);
    put(0); // no flags
    put(0); // no extension
  }

  /** Begins a row. */
  CopyRows row(int columns) {
    room(Short.BYTES);
    ByteConverter.int2(bytes, length, columns);
    length += Short.BYTES;
    rows++;
    return this;
  }

  CopyRows uuid(@Nullable UUID value) {
    if (value == null) {
      return absent();
    }
    put(Long.BYTES * 2);
    put(value.getMostSignificantBits());
    put(value.getLeastSignificantBits());
    return this;
  }

  CopyRows text(@Nullable String value) {
    return value == null ? absent() : bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  CopyRows bytes(byte[] value) {
    put(value.length);
    put(value);
    return this;
  }

  CopyRows number(int value) {
    put(Integer.BYTES);
    put(value);
    return this;
  }

  CopyRows number(@Nullable Integer value) {
    return value == null ? absent() : number(value.intValue());
  }

  CopyRows number(long value) {
    put(Long.BYTES);
    put(value);
    return this;
  }

  CopyRows number(@Nullable Long value) {
    return value == null ? absent() : number(value.longValue());
  }

  CopyRows number(double value) {
    put(Double.BYTES);
    put(Double.doubleToLongBits(value));
    return this;
  }

  CopyRows number(@Nullable Double value) {
    return value == null ? absent() : number(value.doubleValue());
  }

  CopyRows number(@Nullable BigDecimal value) {
    return value == null ? absent() : bytes(ByteConverter.numeric(value));
  }

  CopyRows flag(boolean value) {
    put(1);
    room(1);
    bytes[length++] = (byte) (value ? 1 : 0);
    return this;
  }

  /** To the microsecond, as the column holds it. */
  CopyRows moment(Instant value) {
    Duration since = Duration.between(EPOCH, value);
    return number(since.getSeconds() * MICROS + since.getNano() / NANOS_A_MICRO);
  }

  CopyRows day(LocalDate value) {
    return number((int) (value.toEpochDay() - EPOCH_DAY));
  }

  private CopyRows absent() {
    put(NULL);
    return this;
  }

  /**
   * Sends them, if there are any.
   *
   * @param table with its columns, as in {@code call_tag (tag, call_id)}
   */
  void send(CopyManager copy, String table) throws SQLException {
    if (rows == 0) {
      return;
    }
    room(Short.BYTES);
    ByteConverter.int2(bytes, length, END);
    try {
      copy.copyIn(
          "copy " + table + " from stdin with (format binary)",
          new ByteArrayInputStream(bytes, 0, length + Short.BYTES));
    } catch (IOException e) {
      throw new SQLException("rows in memory cannot be read", e);
    }
  }

  private void put(int value) {
    room(Integer.BYTES);
    ByteConverter.int4(bytes, length, value);
    length += Integer.BYTES;
  }

  private void put(long value) {
    room(Long.BYTES);
    ByteConverter.int8(bytes, length, value);
    length += Long.BYTES;
  }

  private void put(byte[] value) {
    room(value.length);
    System.arraycopy(value, 0, bytes, length, value.length);
    length += value.length;
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
