/** One running Signalbox, wired together. */
@NullMarked
package dev.signalbox.app.node;

import org.jspecify.annotations.NullMarked;
