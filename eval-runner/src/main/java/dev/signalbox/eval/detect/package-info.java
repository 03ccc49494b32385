/** Detectors: pure functions over numbers, each naming the source of its method. */
@NullMarked
package dev.signalbox.eval.detect;

import org.jspecify.annotations.NullMarked;
