/** What keeping to a budget costs a call. */
@NullMarked
package dev.signalbox.bench.budget;

import org.jspecify.annotations.NullMarked;
