@NullMarked
package dev.signalbox.gateway.openai;

import org.jspecify.annotations.NullMarked;
