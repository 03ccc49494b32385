/** Benchmarks; each prints a ratio against something measured in the same run. */
@NullMarked
package dev.signalbox.bench;

import org.jspecify.annotations.NullMarked;
