package dev.signalbox.db.view;

import dev.signalbox.db.calllog.MadeCall;
import dev.signalbox.router.RoutedCall;
import dev.signalbox.router.catalog.Cost;
import dev.signalbox.router.chat.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Two thousand calls on five days, each side of which varies apart from the others. Times and costs
 * are such that some lie exactly on any round number, and some calls share a millisecond.
 */
final class ScatteredCalls {
  static final int CALLS = 2_000;
  private static final Instant FIRST = Instant.parse("2026-03-01T18:00:00Z");
  private static final Duration BETWEEN = Duration.ofSeconds(172);

  private final Random random = new Random(2_000);

  private ScatteredCalls() {}

  /** Oldest first. */
  static List<RoutedCall> all() {
    ScatteredCalls scattered = new ScatteredCalls();
    return Stream.iterate(0, n -> n < CALLS, n -> n + 1).map(scattered::call).toList();
  }

  private RoutedCall call(int n) {
    int neighbour = n % 10 == 1 ? n - 1 : n;
    MadeCall call =
        MadeCall.at(FIRST.plus(BETWEEN.multipliedBy(neighbour)))
            .task(one("extract", "summarize", "triage"))
            .took(Duration.ofMillis(50L * (1 + random.nextInt(60))))
            .asking(one("The quick brown fox", "A red fox, not brown", "What is due?", "Zebras"))
            .tags(one("urgent", "batch"), one("de", "fr", "urgent"));
    if (random.nextInt(5) == 0) {
      call.ofEval();
    }
    if (random.nextBoolean()) {
      call.user(one("ada", "bob", "zoë"));
    }
    if (random.nextBoolean()) {
      call.key(one("shop", "desk"));
    }
    if (random.nextBoolean()) {
      call.promptVersion(one("v1", "v2"));
    }
    return end(call).build();
  }

  private MadeCall end(MadeCall call) {
    String target = one("openai/gpt-4o", "openai/gpt-4o-mini", "anthropic/claude-haiku-4-5");
    String provider = target.substring(0, target.indexOf('/'));
    String model = target.substring(target.indexOf('/') + 1);
    String usd = BigDecimal.valueOf(1 + random.nextInt(30), 3).toString();
    return switch (random.nextInt(12)) {
      case 0 -> call;
      case 1 -> call.rejected(provider, model, "not allowed");
      case 2 -> call.brokeOff(provider, model, "Over the", usd);
      default ->
          call.revision(one(model + "-may", model + "-june", ""))
              .answered(
                  provider,
                  model,
                  one("Over the lazy dog.", "Two zebras!", "42.00"),
                  new Usage(100, 0, 0, 10, 0),
                  Optional.of(new Cost(new BigDecimal(usd), "test@2026-01-01", false)));
    };
  }

  private String one(String... of) {
    return of[random.nextInt(of.length)];
  }
}
