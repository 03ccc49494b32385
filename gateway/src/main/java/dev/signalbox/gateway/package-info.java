/** The OpenAI-compatible HTTP endpoint over the router. */
@NullMarked
package dev.signalbox.gateway;

import org.jspecify.annotations.NullMarked;
