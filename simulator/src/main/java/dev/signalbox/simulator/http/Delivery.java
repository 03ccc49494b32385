package dev.signalbox.simulator.http;

/**
 * How much of a script reached the wire.
 *
 * @param bodyBytes sent, before framing
 * @param clientLeft whether the client went away before the script was over
 */
public record Delivery(long bodyBytes, boolean clientLeft) {}
