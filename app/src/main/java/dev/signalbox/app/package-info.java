/** The signalbox command: settings, wiring, and the demo. */
@NullMarked
package dev.signalbox.app;

import org.jspecify.annotations.NullMarked;
