/**
 * Perplexity's Agent API: presets and models of other vendors behind one endpoint, with search
 * results and costs in the answer.
 */
@NullMarked
package dev.signalbox.simulator.perplexity;

import org.jspecify.annotations.NullMarked;
