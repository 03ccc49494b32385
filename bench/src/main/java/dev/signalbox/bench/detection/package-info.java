/** How fast detectors notice a change, and how often they cry wolf, on simulated streams. */
@NullMarked
package dev.signalbox.bench.detection;

import org.jspecify.annotations.NullMarked;
