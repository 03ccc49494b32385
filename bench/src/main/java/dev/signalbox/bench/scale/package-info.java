/** How the call log's questions stand up to months of calls. */
@NullMarked
package dev.signalbox.bench.scale;

import org.jspecify.annotations.NullMarked;
