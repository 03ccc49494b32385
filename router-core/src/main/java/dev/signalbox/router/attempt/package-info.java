/** The steps around one exchange with one provider, as one visible list. */
@NullMarked
package dev.signalbox.router.attempt;

import org.jspecify.annotations.NullMarked;
