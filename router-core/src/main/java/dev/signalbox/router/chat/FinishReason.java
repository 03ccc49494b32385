package dev.signalbox.router.chat;

/** Why an answer ended. */
public enum FinishReason {
  /** The model was done, or met a stop sequence. */
  DONE,
  /** The answer was cut at a token limit: it is incomplete. */
  LENGTH,
  /** The model wants tools to be called. */
  TOOL_CALLS,
  /** A provider's filter withheld the answer or a part of it. */
  CONTENT_FILTER,
  /** The model declined to answer. */
  REFUSAL,
  /** Anything the provider said that we do not know. */
  OTHER
}
