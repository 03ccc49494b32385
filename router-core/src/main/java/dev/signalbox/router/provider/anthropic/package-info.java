/** Anthropic's Messages API. */
@NullMarked
package dev.signalbox.router.provider.anthropic;

import org.jspecify.annotations.NullMarked;
