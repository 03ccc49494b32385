/**
 * What is asked and what comes back, in no provider's dialect. Values only; this package knows no
 * other.
 */
@NullMarked
package dev.signalbox.router.chat;

import org.jspecify.annotations.NullMarked;
