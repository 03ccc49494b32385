/** A candidate routing table's way to being in force. */
@NullMarked
package dev.signalbox.eval.promote;

import org.jspecify.annotations.NullMarked;
