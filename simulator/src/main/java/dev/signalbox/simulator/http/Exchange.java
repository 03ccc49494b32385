package dev.signalbox.simulator.http;

import java.util.function.Consumer;

/**
 * A request's script.
 *
 * @param whenOver told once, on the connection's thread, when the script was performed as far as it
 *     got
 */
public record Exchange(Script script, Consumer<Delivery> whenOver) {}
