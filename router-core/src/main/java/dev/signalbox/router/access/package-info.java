/** Who may call. For now: this machine, and nothing that only came through its browser. */
@NullMarked
package dev.signalbox.router.access;

import org.jspecify.annotations.NullMarked;
