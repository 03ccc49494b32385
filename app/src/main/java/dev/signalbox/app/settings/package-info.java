/** What an operator can set, read whole and strictly at start. */
@NullMarked
package dev.signalbox.app.settings;

import org.jspecify.annotations.NullMarked;
