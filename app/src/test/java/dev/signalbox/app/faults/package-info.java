/** Every fault of every provider against the router, on a clock that no test waits for. */
@NullMarked
package dev.signalbox.app.faults;

import org.jspecify.annotations.NullMarked;
