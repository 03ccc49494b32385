package dev.signalbox.router.table;

import dev.signalbox.router.catalog.Capability;
import dev.signalbox.router.table.CostRule.AtLimit;
import dev.signalbox.router.table.CostRule.OnLedgerDown;
import dev.signalbox.router.table.LogRule.Keep;
import dev.signalbox.router.table.StreamRule.Commit;
import dev.signalbox.router.table.StreamRule.OnCut;
import dev.signalbox.router.yaml.YamlMapping;
import dev.signalbox.router.yaml.YamlValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads a task's rules; one that is left out is as the defaults have it. */
final class TaskRules {
  static final BigDecimal MIN_USD = new BigDecimal("0.000001");
  static final BigDecimal MAX_CALL_USD = BigDecimal.valueOf(1_000);
  static final BigDecimal MAX_DAY_USD = BigDecimal.valueOf(1_000_000);
  static final BigDecimal MAX_MONTH_USD = BigDecimal.valueOf(30_000_000);
  static final BigDecimal MIN_HEDGED_SHARE = new BigDecimal("0.001");
  static final int MAX_CONTEXT_TOKENS = 100_000_000;
  static final int MAX_RETRIES = 5;
  static final String PERCENTILE = "p95";
  static final String BY_CONVERSATION = "conversation";

  private static final Duration MIN_WAIT = Duration.ofMillis(1);
  private static final Duration MAX_JITTER = Duration.ofSeconds(30);
  private static final Duration MIN_LIMIT = Duration.ofMillis(100);
  private static final Duration MAX_LIMIT = Duration.ofMinutes(10);

  private final YamlMapping task;

  TaskRules(YamlMapping task) {
    this.task = task;
  }

  Set<Capability> capabilities() {
    EnumSet<Capability> capabilities = EnumSet.noneOf(Capability.class);
    for (YamlValue item : required()) {
      if (!item.isMapping()) {
        capabilities.add(item.choice(List.of(Capability.values()), Capability::key));
      }
    }
    return capabilities;
  }

  OptionalInt contextTokens() {
    List<Integer> contexts = new ArrayList<>();
    for (YamlValue item : required()) {
      if (item.isMapping()) {
        contexts.add(item.mapping().required("context").integer(1, MAX_CONTEXT_TOKENS));
        if (contexts.size() > 1) {
          item.problem("a context was required already; keep one of the two");
        }
      }
    }
    return contexts.isEmpty() ? OptionalInt.empty() : OptionalInt.of(contexts.getFirst());
  }

  Latency latency() {
    YamlMapping latency = task.required("latency").mapping();
    return new Latency(
        limit(latency.required("deadline")),
        latency.optional("first_content").map(TaskRules::limit),
        latency.optional("idle").map(TaskRules::limit));
  }

  CostRule cost() {
    return task.optional("cost").map(value -> cost(value.mapping())).orElse(CostRule.NONE);
  }

  RetryRule retry() {
    return task.optional("retry").map(value -> retry(value.mapping())).orElse(RetryRule.DEFAULT);
  }

  Optional<HedgeRule> hedge() {
    return task.optional("hedge").map(value -> hedge(value.mapping()));
  }

  StreamRule stream() {
    return task.optional("stream").map(value -> stream(value.mapping())).orElse(StreamRule.DEFAULT);
  }

  OnContentFilter onContentFilter() {
    return task.optional("on_content_filter")
        .map(word -> word(word, OnContentFilter.values()))
        .orElse(OnContentFilter.STOP);
  }

  Optional<QualityRule> quality() {
    return task.optional("quality").map(value -> quality(value.mapping()));
  }

  VendorRule vendors() {
    return task.optional("vendors")
        .map(YamlValue::mapping)
        .map(rule ->
            new VendorRule(names(rule, "allow"), names(rule, "deny"), names(rule, "regions")))
        .orElse(VendorRule.ANY);
  }

  LogRule log() {
    return task.optional("log").map(value -> log(value.mapping())).orElse(LogRule.DEFAULT);
  }

  boolean affinity() {
    return task.optional("affinity")
        .map(word -> word.choice(List.of(BY_CONVERSATION), key -> key))
        .isPresent();
  }

  private List<YamlValue> required() {
    return task.required("requires").nonEmptyList();
  }

  private static CostRule cost(YamlMapping cost) {
    return new CostRule(
        cost.optional("per_call_usd").map(usd -> usd.decimal(MIN_USD, MAX_CALL_USD)),
        cost.optional("per_day_usd").map(usd -> usd.decimal(MIN_USD, MAX_DAY_USD)),
        cost.optional("per_month_usd").map(usd -> usd.decimal(MIN_USD, MAX_MONTH_USD)),
        cost.optional("thrifty_from").map(TaskRules::share).orElse(CostRule.NONE.thriftyFrom()),
        cost.optional("at_limit")
            .map(word -> word(word, AtLimit.values()))
            .orElse(CostRule.NONE.atLimit()),
        cost.optional("on_ledger_down")
            .map(word -> word(word, OnLedgerDown.values()))
            .orElse(CostRule.NONE.onLedgerDown()));
  }

  private static RetryRule retry(YamlMapping retry) {
    return new RetryRule(
        retry
            .optional("times")
            .map(times -> times.integer(0, MAX_RETRIES))
            .orElse(RetryRule.DEFAULT.times()),
        retry
            .optional("jitter")
            .map(jitter -> jitter.duration(MIN_WAIT, MAX_JITTER))
            .orElse(RetryRule.DEFAULT.jitter()));
  }

  private static HedgeRule hedge(YamlMapping hedge) {
    return new HedgeRule(
        hedge.optional("after").flatMap(after -> after.durationOr(PERCENTILE, MIN_WAIT, MAX_LIMIT)),
        hedge.required("at_most_share").decimal(MIN_HEDGED_SHARE, BigDecimal.ONE));
  }

  private static StreamRule stream(YamlMapping stream) {
    return new StreamRule(
        stream
            .optional("commit")
            .map(word -> word(word, Commit.values()))
            .orElse(StreamRule.DEFAULT.commit()),
        stream
            .optional("on_cut")
            .map(word -> word(word, OnCut.values()))
            .orElse(StreamRule.DEFAULT.onCut()));
  }

  private static QualityRule quality(YamlMapping quality) {
    return new QualityRule(
        quality.required("suite").text(),
        quality.optional("floor").map(TaskRules::share),
        quality.optional("margin").map(TaskRules::share));
  }

  private static LogRule log(YamlMapping log) {
    return new LogRule(
        log.optional("keep").map(word -> word(word, Keep.values())).orElse(LogRule.DEFAULT.keep()),
        log.optional("required").map(YamlValue::flag).orElse(LogRule.DEFAULT.required()),
        log.optional("search").map(YamlValue::flag).orElse(LogRule.DEFAULT.search()));
  }

  private static Set<String> names(YamlMapping rule, String key) {
    return rule.optional(key).map(YamlValue::nonEmptyList).orElse(List.of()).stream()
        .map(YamlValue::text)
        .collect(Collectors.toSet());
  }

  private static Duration limit(YamlValue value) {
    return value.duration(MIN_LIMIT, MAX_LIMIT);
  }

  private static BigDecimal share(YamlValue value) {
    return value.decimal(BigDecimal.ZERO, BigDecimal.ONE);
  }

  private static <E extends Enum<E>> E word(YamlValue value, E[] words) {
    return value.choice(List.of(words), RoutingTableFile::key);
  }
}
