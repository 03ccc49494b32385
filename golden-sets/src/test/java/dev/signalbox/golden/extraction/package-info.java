/** Writes the cases of the suite {@code extraction}, and checks what it wrote. */
@NullMarked
package dev.signalbox.golden.extraction;

import org.jspecify.annotations.NullMarked;
