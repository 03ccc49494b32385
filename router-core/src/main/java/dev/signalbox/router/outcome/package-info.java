/** What an attempt came to: a closed set. */
@NullMarked
package dev.signalbox.router.outcome;

import org.jspecify.annotations.NullMarked;
