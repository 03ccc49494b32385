/** The simulator as its clients see it: real HTTP on loopback. */
@NullMarked
package dev.signalbox.simulator;

import org.jspecify.annotations.NullMarked;
