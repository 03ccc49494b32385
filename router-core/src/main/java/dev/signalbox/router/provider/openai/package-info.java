/** OpenAI's Chat Completions API, which many others speak too. */
@NullMarked
package dev.signalbox.router.provider.openai;

import org.jspecify.annotations.NullMarked;
