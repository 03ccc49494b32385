/**
 * OpenAI's Chat Completions API, without streaming and without tool calls: tools are accepted, but
 * the simulated model answers in text.
 */
@NullMarked
package dev.signalbox.simulator.openai;

import org.jspecify.annotations.NullMarked;
