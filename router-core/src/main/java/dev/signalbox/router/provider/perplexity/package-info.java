/** Perplexity's Agent API, which has the shapes of OpenAI's Responses and ways of its own. */
@NullMarked
package dev.signalbox.router.provider.perplexity;

import org.jspecify.annotations.NullMarked;
