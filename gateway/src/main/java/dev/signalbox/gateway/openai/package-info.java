/**
 * OpenAI's chat completions as their wire form has it, to and from the router's values. Pure: no
 * HTTP, no clock.
 */
@NullMarked
package dev.signalbox.gateway.openai;

import org.jspecify.annotations.NullMarked;
