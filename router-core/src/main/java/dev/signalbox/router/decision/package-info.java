/**
 * Pure: from a request, the table and a health snapshot to the targets to try, in order, and why
 * the others were left out.
 */
@NullMarked
package dev.signalbox.router.decision;

import org.jspecify.annotations.NullMarked;
