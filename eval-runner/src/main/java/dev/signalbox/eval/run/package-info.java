/** One execution of one suite against one target. */
@NullMarked
package dev.signalbox.eval.run;

import org.jspecify.annotations.NullMarked;
