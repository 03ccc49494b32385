package dev.signalbox.eval.series;

/**
 * What one detector watches. The revision is a label on every result and no part of the identity.
 *
 * @param provider the target's provider
 * @param model the model asked for
 */
public record StreamKey(
    String task, String provider, String model, String suite, String graderVersion) {

  /** {@code provider/model}. */
  public String target() {
    return provider + "/" + model;
  }
}
