/**
 * OpenAI's Chat Completions and Responses APIs, whole and streamed, with tools and reasoning; the
 * tools that OpenAI runs itself are accepted and never used.
 */
@NullMarked
package dev.signalbox.simulator.openai;

import org.jspecify.annotations.NullMarked;
