/**
 * Hand-written stand-ins for the outside world: a clock that is set, providers that follow a
 * script.
 */
@NullMarked
package dev.signalbox.router.testing;

import org.jspecify.annotations.NullMarked;
