/** How values are spelled in columns. */
@NullMarked
package dev.signalbox.db.column;

import org.jspecify.annotations.NullMarked;
