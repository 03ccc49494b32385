/** What the wire formats have in common: the question read, the completion written, tokens, ids. */
@NullMarked
package dev.signalbox.simulator.wire;

import org.jspecify.annotations.NullMarked;
