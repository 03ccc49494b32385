/** Folders that one process at a time may use. */
@NullMarked
package dev.signalbox.db.folder;

import org.jspecify.annotations.NullMarked;
