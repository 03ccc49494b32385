/** Pure: from what happened so far to what follows. */
@NullMarked
package dev.signalbox.router.move;

import org.jspecify.annotations.NullMarked;
