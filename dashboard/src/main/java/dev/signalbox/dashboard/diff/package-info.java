/** How a good and a bad answer differ: pure functions over texts. */
@NullMarked
package dev.signalbox.dashboard.diff;

import org.jspecify.annotations.NullMarked;
