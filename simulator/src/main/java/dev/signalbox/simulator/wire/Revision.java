package dev.signalbox.simulator.wire;

import java.util.Optional;

/**
 * What the provider says it served.
 *
 * @param model such as {@code gpt-4o-mini-2024-07-18}
 * @param fingerprint of the backend, where the format has a place for one
 */
public record Revision(String model, Optional<String> fingerprint) {}
