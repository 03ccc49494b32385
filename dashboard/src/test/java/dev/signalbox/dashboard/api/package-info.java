@NullMarked
package dev.signalbox.dashboard.api;

import org.jspecify.annotations.NullMarked;
