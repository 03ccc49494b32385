package dev.signalbox.router.provider;

import dev.signalbox.router.chat.Piece;

/**
 * Takes the pieces of a streamed answer as they come, on the thread that asks. An exception it
 * throws ends the exchange: whoever listened is gone.
 */
@FunctionalInterface
public interface PieceSink {
  void accept(Piece piece);
}
