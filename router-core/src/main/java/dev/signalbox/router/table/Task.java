package dev.signalbox.router.table;

import dev.signalbox.router.catalog.Capability;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A named kind of work.
 *
 * @param contextTokens how long a prompt every target has to take, where the task says so
 * @param singleVendor why it is right that all targets are at one vendor, where they are
 * @param log what the call log keeps of it
 * @param affinity whether the calls of one conversation stay at the target that answered its last
 *     one, while that is healthy
 * @param route primary first, then fallbacks; never empty
 */
public record Task(
    String name,
    String description,
    Set<Capability> requires,
    OptionalInt contextTokens,
    Latency latency,
    CostRule cost,
    RetryRule retry,
    Optional<HedgeRule> hedge,
    StreamRule stream,
    OnContentFilter onContentFilter,
    Optional<QualityRule> quality,
    VendorRule vendors,
    Optional<String> singleVendor,
    LogRule log,
    boolean affinity,
    List<Target> route) {
  public Task {
    requires = Set.copyOf(requires);
    route = List.copyOf(route);
    if (route.isEmpty()) {
      throw new IllegalArgumentException("task " + name + " has no route");
    }
  }

  /** A task that says only what it must; everything else is as the file's defaults have it. */
  public static Task of(
      String name, String description, Set<Capability> requires, Latency latency, Target... route) {
    return new Task(
        name,
        description,
        requires,
        OptionalInt.empty(),
        latency,
        CostRule.NONE,
        RetryRule.DEFAULT,
        Optional.empty(),
        StreamRule.DEFAULT,
        OnContentFilter.STOP,
        Optional.empty(),
        VendorRule.ANY,
        Optional.empty(),
        LogRule.DEFAULT,
        false,
        List.of(route));
  }

  public Target primary() {
    return route.getFirst();
  }

  /** The golden suite that watches this task's quality, if any. */
  public Optional<String> suite() {
    return quality.map(QualityRule::suite);
  }

  /** A builder that starts from this task. */
  public Builder change() {
    return new Builder(this);
  }

  /** Makes a task out of another. Not thread-safe. */
  public static final class Builder {
    private final String name;
    private final String description;
    private Set<Capability> requires;
    private OptionalInt contextTokens;
    private Latency latency;
    private CostRule cost;
    private RetryRule retry;
    private Optional<HedgeRule> hedge;
    private StreamRule stream;
    private OnContentFilter onContentFilter;
    private Optional<QualityRule> quality;
    private VendorRule vendors;
    private Optional<String> singleVendor;
    private LogRule log;
    private boolean affinity;
    private List<Target> route;

    private Builder(Task from) {
      name = from.name;
      description = from.description;
      requires = from.requires;
      contextTokens = from.contextTokens;
      latency = from.latency;
      cost = from.cost;
      retry = from.retry;
      hedge = from.hedge;
      stream = from.stream;
      onContentFilter = from.onContentFilter;
      quality = from.quality;
      vendors = from.vendors;
      singleVendor = from.singleVendor;
      log = from.log;
      affinity = from.affinity;
      route = from.route;
    }

    public Builder requires(Set<Capability> wanted) {
      requires = wanted;
      return this;
    }

    public Builder contextTokens(int wanted) {
      contextTokens = OptionalInt.of(wanted);
      return this;
    }

    public Builder latency(Latency wanted) {
      latency = wanted;
      return this;
    }

    public Builder cost(CostRule wanted) {
      cost = wanted;
      return this;
    }

    public Builder retry(RetryRule wanted) {
      retry = wanted;
      return this;
    }

    public Builder hedge(HedgeRule wanted) {
      hedge = Optional.of(wanted);
      return this;
    }

    public Builder stream(StreamRule wanted) {
      stream = wanted;
      return this;
    }

    public Builder onContentFilter(OnContentFilter wanted) {
      onContentFilter = wanted;
      return this;
    }

    public Builder quality(QualityRule wanted) {
      quality = Optional.of(wanted);
      return this;
    }

    public Builder vendors(VendorRule wanted) {
      vendors = wanted;
      return this;
    }

    public Builder singleVendor(String reason) {
      singleVendor = Optional.of(reason);
      return this;
    }

    public Builder log(LogRule wanted) {
      log = wanted;
      return this;
    }

    public Builder affinity(boolean wanted) {
      affinity = wanted;
      return this;
    }

    public Builder route(List<Target> wanted) {
      route = List.copyOf(wanted);
      return this;
    }

    public Task build() {
      return new Task(
          name,
          description,
          requires,
          contextTokens,
          latency,
          cost,
          retry,
          hedge,
          stream,
          onContentFilter,
          quality,
          vendors,
          singleVendor,
          log,
          affinity,
          route);
    }
  }
}
