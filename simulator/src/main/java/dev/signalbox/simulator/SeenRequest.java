package dev.signalbox.simulator;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A request as a provider saw it.
 *
 * @param model the one it names, if the provider serves it
 * @param fault the one that hit it
 * @param status of the answer, absent when there was none
 */
public record SeenRequest(
    Instant at,
    String provider,
    Optional<String> model,
    String method,
    String path,
    Optional<Fault> fault,
    OptionalInt status) {}
