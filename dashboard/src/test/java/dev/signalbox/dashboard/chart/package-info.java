@NullMarked
package dev.signalbox.dashboard.chart;

import org.jspecify.annotations.NullMarked;
