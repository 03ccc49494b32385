/** What translating to and from the wire formats costs. */
@NullMarked
package dev.signalbox.bench.codec;

import org.jspecify.annotations.NullMarked;
