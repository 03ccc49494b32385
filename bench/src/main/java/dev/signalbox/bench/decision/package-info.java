/** What deciding costs. */
@NullMarked
package dev.signalbox.bench.decision;

import org.jspecify.annotations.NullMarked;
