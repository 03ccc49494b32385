package dev.signalbox.router.attempt;

import dev.signalbox.router.catalog.Cost;
import dev.signalbox.router.catalog.Model;
import dev.signalbox.router.catalog.Price;
import dev.signalbox.router.catalog.PromptSize;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.chat.Usage;
import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.provider.Exchange;
import java.util.Optional;

/**
 * What an exchange cost. Pure. An answer costs what its provider reports, or its tokens at the
 * price of the day; an error costs nothing. Of an exchange that was sent and not answered to the
 * end nobody knows what is billed, so it counts as the most that it can be: the tokens that the
 * provider told, or the bound of the prompt, and the answer as far as it came, or its cap when
 * nothing can be seen of it.
 */
final class Spending {
  private Spending() {}

  static Optional<Cost> of(Ask ask, Exchange exchange) {
    return switch (exchange.outcome()) {
      case Outcome.Answered(Reply reply) -> ofAnswer(ask, reply);
      case Outcome.Failed failed when mayBeBilled(failed.fault(), exchange) ->
          exchange
              .partial()
              .map(partial -> estimate(ask, soFar(ask, partial)))
              .orElseGet(() -> bound(ask));
      case Outcome.Failed _, Outcome.Rejected _, Outcome.Skipped _ -> Optional.empty();
    };
  }

  private static Optional<Cost> ofAnswer(Ask ask, Reply reply) {
    if (reply.reportedCost().isPresent()) {
      return Optional.of(new Cost(reply.reportedCost().get(), Cost.REPORTED, false));
    }
    Model model = ask.candidate().model();
    boolean told = reply.usage().input() + reply.usage().cacheRead() > 0;
    return told ? model.cost(reply.usage(), ask.today()) : estimate(ask, soFar(ask, reply));
  }

  private static boolean mayBeBilled(Fault fault, Exchange exchange) {
    boolean refused = exchange.status().isPresent() && exchange.status().getAsInt() >= 300;
    return !refused
        && switch (fault) {
          case CUT, TIMEOUT, SLOW_START, STALLED, UNUSABLE_ANSWER, FILTERED, CANCELLED -> true;
          case UNREACHABLE,
              SERVER_ERROR,
              OVERLOADED,
              RATE_LIMITED,
              QUOTA_EXHAUSTED,
              ACCESS_DENIED,
              MODEL_UNAVAILABLE,
              CONTEXT_TOO_LONG,
              REQUEST_TOO_LARGE ->
              false;
        };
  }

  /** No text has more tokens than bytes, nor an answer more than its cap. */
  private static Usage soFar(Ask ask, Reply reply) {
    Usage told = reply.usage();
    boolean inputTold = told.input() + told.cacheRead() + told.cacheWrite() > 0;
    PromptSize prompt = PromptSize.of(ask.request());
    long bytes = 4L * (reply.text().length() + reply.reasoning().length());
    for (var call : reply.toolCalls()) {
      bytes += 4L * (call.name().length() + call.arguments().length()) + 16;
    }
    return new Usage(
        inputTold ? told.input() : prompt.tokensAtMost(ask.candidate().model().limits()),
        told.cacheRead(),
        told.cacheWrite(),
        Math.max(told.output(), Math.min(bytes, ask.candidate().outputTokens())),
        told.reasoning(),
        told.cacheWriteHour(),
        told.searches());
  }

  private static Optional<Cost> estimate(Ask ask, Usage usage) {
    return ask.candidate()
        .model()
        .cost(usage, ask.today())
        .map(cost -> new Cost(cost.usd(), cost.priceVersion(), true));
  }

  private static Optional<Cost> bound(Ask ask) {
    Model model = ask.candidate().model();
    Optional<Price> price = model.priceAt(ask.today());
    return ask.candidate()
        .usdAtMost()
        .flatMap(usd -> price.map(known -> new Cost(usd, model.priceVersion(known), true)));
  }
}
