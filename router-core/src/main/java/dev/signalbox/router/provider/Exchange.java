package dev.signalbox.router.provider;

import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.outcome.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One HTTP exchange as it is kept.
 *
 * @param status absent when no answer came
 * @param requestId the provider's own id of the request, to quote to its support
 * @param partial what had come of a streamed answer that was not finished; its usage is what the
 *     provider had told by then
 * @param connect until a connection stood; absent when one was still open from before, or none came
 *     about
 * @param firstContent until a streamed answer showed its first content or reasoning
 * @param headroom what the provider said is left of its rate limits
 * @param shown whether any of it reached whoever listens, so that no other answer can replace it
 */
public record Exchange(
    Outcome outcome,
    OptionalInt status,
    Optional<String> requestId,
    Optional<Reply> partial,
    Optional<Duration> connect,
    Optional<Duration> firstContent,
    Headroom headroom,
    boolean shown) {

  /** An exchange that got no HTTP answer. */
  public static Exchange unanswered(Outcome outcome) {
    return new Exchange(
        outcome,
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Headroom.UNKNOWN,
        false);
  }

  /** The same exchange, come to something else in the end. */
  public Exchange withOutcome(Outcome other) {
    return new Exchange(other, status, requestId, partial, connect, firstContent, headroom, shown);
  }

  /** The same exchange, of which something was shown or not. */
  public Exchange withShown(boolean seen) {
    return new Exchange(outcome, status, requestId, partial, connect, firstContent, headroom, seen);
  }
}
