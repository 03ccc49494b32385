package dev.signalbox.router.attempt;

import dev.signalbox.router.chat.Piece;
import dev.signalbox.router.provider.PieceSink;
import java.util.ArrayList;
import java.util.List;

/** Holds pieces back until it opens. Not thread-safe. */
final class StreamGate implements PieceSink {
  private final PieceSink sink;
  private final boolean opensWithContent;
  private final List<Piece> held = new ArrayList<>();
  private boolean open;

  /**
   * @param opensWithContent whether the first content opens it; otherwise only {@link #open} does
   */
  StreamGate(PieceSink sink, boolean opensWithContent) {
    this.sink = sink;
    this.opensWithContent = opensWithContent;
  }

  @Override
  public void accept(Piece piece) {
    if (open) {
      sink.accept(piece);
      return;
    }
    held.add(piece);
    if (opensWithContent && piece.isContent()) {
      open();
    }
  }

  /** Lets everything through from now on, beginning with what was held back. */
  void open() {
    if (!open) {
      open = true;
      held.forEach(sink::accept);
      held.clear();
    }
  }

  boolean isOpen() {
    return open;
  }
}
