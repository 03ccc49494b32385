/** Graders: each judges one answer, or says why it cannot. */
@NullMarked
package dev.signalbox.eval.grade;

import org.jspecify.annotations.NullMarked;
