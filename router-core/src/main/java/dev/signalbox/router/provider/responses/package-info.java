/**
 * OpenAI's Responses API, and what others who took over its shapes have in common with it: items in
 * both directions, and events that tell of them.
 */
@NullMarked
package dev.signalbox.router.provider.responses;

import org.jspecify.annotations.NullMarked;
