/**
 * Google's Gemini API ({@code generateContent} and {@code streamGenerateContent}), with tools,
 * thinking and thought signatures; the tools that Google runs itself are accepted and never used.
 */
@NullMarked
package dev.signalbox.simulator.google;

import org.jspecify.annotations.NullMarked;
