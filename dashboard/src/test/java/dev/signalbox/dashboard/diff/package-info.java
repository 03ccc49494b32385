@NullMarked
package dev.signalbox.dashboard.diff;

import org.jspecify.annotations.NullMarked;
