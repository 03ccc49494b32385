@NullMarked
package dev.signalbox.dashboard.page;

import org.jspecify.annotations.NullMarked;
