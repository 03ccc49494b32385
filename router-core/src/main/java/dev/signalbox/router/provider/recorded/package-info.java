/** Reads recorded exchanges and says what the codecs make of them. */
@NullMarked
package dev.signalbox.router.provider.recorded;

import org.jspecify.annotations.NullMarked;
