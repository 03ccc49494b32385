/**
 * Anthropic's Messages API, whole and streamed, with tools and thinking; the provider's own tools
 * are accepted and never used.
 */
@NullMarked
package dev.signalbox.simulator.anthropic;

import org.jspecify.annotations.NullMarked;
