package dev.signalbox.db.calllog;

import java.util.Optional;

/** A record of the journal, and the call in it. */
final class Letter {
  private final byte[] record;
  private final Optional<PackedCall> call;
  private final String problem;

  private Letter(byte[] record, Optional<PackedCall> call, String problem) {
    this.record = record;
    this.call = call;
    this.problem = problem;
  }

  /** Opens a record, whatever is in it. */
  static Letter open(byte[] record, Packing.Packer packer) {
    try {
      PackedCall call = PackedCall.of(LoggedCall.parse(record), packer);
      return new Letter(record, Optional.of(call), "");
    } catch (RuntimeException e) {
      return new Letter(record, Optional.empty(), "it is no call: " + e.getMessage());
    }
  }

  byte[] record() {
    return record;
  }

  /** Absent if it is none. */
  Optional<PackedCall> call() {
    return call;
  }

  /** Why there is no call in it. */
  String problem() {
    return problem;
  }
}
