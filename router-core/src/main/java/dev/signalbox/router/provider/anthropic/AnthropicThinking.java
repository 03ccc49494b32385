package dev.signalbox.router.provider.anthropic;

import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Effort;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/**
 * How much a model is to reason, said as its generation takes it. Models up to 4.5 are given a
 * budget of tokens, and do not reason without one. Later ones are told an effort, and decide
 * themselves how much of it a question is worth.
 */
final class AnthropicThinking {
  private static final Pattern BUDGETED =
      Pattern.compile("claude-(?:[34]-.+|[a-z]+-4(?:-[0-5])?(?:-\\d{8}|-latest)?)");

  /** The smallest budget that the API accepts. */
  private static final int LEAST_BUDGET = 1024;

  private AnthropicThinking() {}

  static void add(ObjectNode body, String model, ChatRequest request, int maxTokens) {
    if (BUDGETED.matcher(model).matches()) {
      addBudget(body, request, maxTokens);
    } else {
      addEffort(body, request);
    }
  }

  /**
   * The budget counts towards {@code max_tokens}, so it is a share of that, and the rest is left
   * for the answer. A cap that is not above the smallest budget leaves no room for reasoning.
   */
  private static void addBudget(ObjectNode body, ChatRequest request, int maxTokens) {
    double share = request.effort().map(AnthropicThinking::share).orElse(0.0);
    if (share > 0 && maxTokens > LEAST_BUDGET) {
      ObjectNode thinking = body.putObject("thinking").put("type", "enabled");
      thinking.put("budget_tokens", Math.max(LEAST_BUDGET, (int) (maxTokens * share)));
      addDisplay(thinking, request);
    }
  }

  private static double share(Effort effort) {
    return switch (effort) {
      case NONE -> 0;
      case MINIMAL -> 0.1;
      case LOW -> 0.2;
      case MEDIUM -> 0.5;
      case HIGH -> 0.8;
      case XHIGH -> 0.9;
      case MAX -> 0.95;
    };
  }

  private static void addEffort(ObjectNode body, ChatRequest request) {
    Optional<Effort> effort = request.effort();
    if (effort.equals(Optional.of(Effort.NONE))) {
      body.putObject("thinking").put("type", "disabled");
      return;
    }
    if (effort.isPresent() || request.showReasoning()) {
      addDisplay(body.putObject("thinking").put("type", "adaptive"), request);
    }
    effort.ifPresent(wanted -> body.putObject("output_config").put("effort", wanted.key()));
  }

  /** From 4.7 on, the reasoning comes without its text unless that is asked for. */
  private static void addDisplay(ObjectNode thinking, ChatRequest request) {
    if (request.showReasoning()) {
      thinking.put("display", "summarized");
    }
  }
}
