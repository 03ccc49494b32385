package dev.signalbox.router.outcome;

/** Why a target was not asked. */
public enum SkipReason {
  NO_KEY("no key is configured for the provider"),
  UNKNOWN_MODEL("the catalogue does not have the model"),
  VENDOR_NOT_ALLOWED("the task's data may not go to this vendor or region"),
  LACKS_CAPABILITY("the model lacks a capability that the task or the request needs"),
  REJECTS_PARAMETER("the model does not accept a parameter of the request"),
  CONTEXT_TOO_SMALL("the prompt is longer than the model's context"),
  NO_PRICE("the model has no price, so a cost limit cannot be kept"),
  OVER_CEILING("the call could cost more than the task allows"),
  BUDGET_SPENT("the call could overdraw the task's budget"),
  LEDGER_DOWN("nobody can say what is left of the task's budget"),
  BREAKER_OPEN("the circuit breaker is open after repeated faults"),
  PROVIDER_PAUSED("the provider said that asking is pointless for now"),
  TOO_SLOW("the model's recent latency does not fit the time that is left"),
  QUALITY_DEMOTED("the model was demoted after a quality regression"),
  DEADLINE_PASSED("no time was left before the deadline");

  private final String sentence;

  SkipReason(String sentence) {
    this.sentence = sentence;
  }

  /** The reason in words, for the decision as people read it. */
  public String sentence() {
    return sentence;
  }
}
