package dev.signalbox.db.calllog;

import java.time.LocalDate;

/**
 * The first days (UTC) whose calls and whose payloads are still kept: what is older was dropped,
 * and what arrives late does not bring it back.
 */
public record KeepFrom(LocalDate calls, LocalDate payloads) {
  public static final KeepFrom EVER = new KeepFrom(LocalDate.EPOCH, LocalDate.EPOCH);
}
