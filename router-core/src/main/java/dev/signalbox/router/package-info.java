/**
 * Routes one request to the first target that can answer it, inside one deadline and one budget,
 * and records how. Start at {@link dev.signalbox.router.Router}.
 */
@NullMarked
package dev.signalbox.router;

import org.jspecify.annotations.NullMarked;
