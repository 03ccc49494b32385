/** The results one detector watches: pure values. */
@NullMarked
package dev.signalbox.eval.series;

import org.jspecify.annotations.NullMarked;
