/** Golden suites: versioned prompts with what a good answer must satisfy. */
@NullMarked
package dev.signalbox.eval.golden;

import org.jspecify.annotations.NullMarked;
