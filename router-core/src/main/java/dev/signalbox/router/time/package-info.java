/**
 * Time as an argument, so that tests need not sleep. Deadlines, breakers and retries always use
 * these, and in production they are always the real ones.
 */
@NullMarked
package dev.signalbox.router.time;

import org.jspecify.annotations.NullMarked;
