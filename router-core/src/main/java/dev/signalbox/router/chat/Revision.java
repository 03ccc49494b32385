package dev.signalbox.router.chat;

import java.util.Optional;

/**
 * What a provider says it served. A changed label proves a change; an unchanged one proves nothing.
 *
 * @param model the served model's name, such as {@code gpt-4o-mini-2024-07-18}; empty when it did
 *     not say
 * @param fingerprint the provider's own mark of the backend, where it gives one
 */
public record Revision(String model, Optional<String> fingerprint) {

  /** The revision as people and the call log name it. */
  public String label() {
    return fingerprint.map(mark -> model + "+" + mark).orElse(model);
  }
}
