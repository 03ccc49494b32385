/**
 * Provider APIs on loopback, with scripted faults and model drift. Shares no code with the router,
 * so that it cannot share its misreadings.
 */
@NullMarked
package dev.signalbox.simulator;

import org.jspecify.annotations.NullMarked;
