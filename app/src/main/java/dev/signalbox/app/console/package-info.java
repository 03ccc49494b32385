/** Talking to the person at the terminal. */
@NullMarked
package dev.signalbox.app.console;

import org.jspecify.annotations.NullMarked;
