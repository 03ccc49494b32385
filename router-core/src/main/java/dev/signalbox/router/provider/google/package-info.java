/** Google's Gemini API: generateContent and streamGenerateContent. */
@NullMarked
package dev.signalbox.router.provider.google;

import org.jspecify.annotations.NullMarked;
