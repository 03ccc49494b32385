/** Charts: what they show as plain values, and how JFreeChart draws them as SVG that CSS inks. */
@NullMarked
package dev.signalbox.dashboard.chart;

import org.jspecify.annotations.NullMarked;
