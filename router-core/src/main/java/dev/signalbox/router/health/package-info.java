/** Circuit breakers, fed by outcomes, read as a snapshot. */
@NullMarked
package dev.signalbox.router.health;

import org.jspecify.annotations.NullMarked;
