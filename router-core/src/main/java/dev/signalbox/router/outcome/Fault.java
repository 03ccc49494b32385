package dev.signalbox.router.outcome;

/** The ways a provider lets us down. */
public enum Fault {
  /** No connection could be made. */
  UNREACHABLE(true),
  /** The connection broke, or the answer ended, before the answer was whole. */
  CUT(true),
  /** No answer within the attempt's limit. */
  TIMEOUT(false),
  /** A streamed answer did not begin within the limit for its first content. */
  SLOW_START(false),
  /** A streamed answer had begun and then paused for longer than the idle limit. */
  STALLED(false),
  /** 408, 409 and 5xx other than overload. */
  SERVER_ERROR(true),
  /** The provider says it is overloaded (503, 529). */
  OVERLOADED(true),
  /** Too many requests or tokens for now (429). */
  RATE_LIMITED(false),
  /** The account's quota or spend limit is used up. */
  QUOTA_EXHAUSTED(false),
  /** The key was missing, wrong or not allowed. */
  ACCESS_DENIED(false),
  /** The provider does not know or not offer the model. */
  MODEL_UNAVAILABLE(false),
  /** The request is longer than this model's context. */
  CONTEXT_TOO_LONG(false),
  /** The request alone is over a size or rate limit of this API; waiting does not help. */
  REQUEST_TOO_LARGE(false),
  /** A success that could not be read as one: garbage, or an answer with nothing in it. */
  UNUSABLE_ANSWER(false),
  /** The provider's filter refused the prompt or withheld the whole answer. */
  FILTERED(false),
  /** Our caller went away, or another attempt was quicker; says nothing about the provider. */
  CANCELLED(false);

  private final boolean brief;

  Fault(boolean brief) {
    this.brief = brief;
  }

  /** Whether asking the same target again at once is reasonable. */
  public boolean isBrief() {
    return brief;
  }
}
