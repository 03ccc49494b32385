/**
 * The shape that OpenAI gave its Responses API and that others took over: an answer as a list of
 * items, and the events that tell it bit by bit.
 */
@NullMarked
package dev.signalbox.simulator.responses;

import org.jspecify.annotations.NullMarked;
