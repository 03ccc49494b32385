/** A real browser for tests. */
@NullMarked
package dev.signalbox.app.browser;

import org.jspecify.annotations.NullMarked;
