/**
 * The demo: simulated providers, real runs, an outage that nobody notices and a regression that is.
 */
@NullMarked
package dev.signalbox.app.demo;

import org.jspecify.annotations.NullMarked;
