/**
 * Anthropic's Messages API, without streaming and without tool calls: tools are accepted, but the
 * simulated model answers in text.
 */
@NullMarked
package dev.signalbox.simulator.anthropic;

import org.jspecify.annotations.NullMarked;
