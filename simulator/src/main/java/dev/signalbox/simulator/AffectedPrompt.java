package dev.signalbox.simulator;

/**
 * A prompt that a drifting model answers worse than before.
 *
 * @param failureBefore the probability of a wrong answer without the drift
 * @param failureNow the probability with it; larger
 */
public record AffectedPrompt(String prompt, double failureBefore, double failureNow) {}
