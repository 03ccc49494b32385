package dev.signalbox.router.attempt;

import dev.signalbox.router.provider.Exchange;
import dev.signalbox.router.provider.Providers;
import dev.signalbox.router.provider.Question;
import java.util.Optional;

/** The exchange itself, at the end of all steps: asks the provider, and says what it cost. */
public record ExchangeStep(Providers providers) implements AttemptStep.Next {
  @Override
  public Attempted proceed(Ask ask) {
    Exchange exchange =
        providers
            .of(ask.target())
            .ask(new Question(ask.target(), ask.request(), ask.limits(), ask.sink()));
    return new Attempted(exchange, Optional.empty(), Spending.of(ask, exchange));
  }
}
