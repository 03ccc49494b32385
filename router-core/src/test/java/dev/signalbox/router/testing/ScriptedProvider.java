package dev.signalbox.router.testing;

import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.provider.Exchange;
import dev.signalbox.router.provider.Headroom;
import dev.signalbox.router.provider.Provider;
import dev.signalbox.router.provider.Question;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;

/** Answers with the outcomes it was given, each after its time; the last one for ever. */
public final class ScriptedProvider implements Provider {
  private final String name;
  private final FakeTime time;
  private final Queue<Step> script = new ArrayDeque<>();
  private final List<Duration> limits = new ArrayList<>();
  private boolean keyed = true;

  private record Step(Outcome outcome, Duration takes) {}

  public ScriptedProvider(String name, FakeTime time) {
    this.name = name;
    this.time = time;
  }

  public synchronized ScriptedProvider then(Outcome outcome, Duration takes) {
    script.add(new Step(outcome, takes));
    return this;
  }

  public synchronized ScriptedProvider withoutKey() {
    keyed = false;
    return this;
  }

  /** The time limits it was asked under, in order. */
  public synchronized List<Duration> limits() {
    return List.copyOf(limits);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String vendor() {
    return name;
  }

  @Override
  public boolean simulated() {
    return true;
  }

  @Override
  public synchronized boolean hasKey() {
    return keyed;
  }

  @Override
  public synchronized Exchange ask(Question question) {
    limits.add(question.limits().total());
    Step step = script.size() > 1 ? script.remove() : script.element();
    time.pass(step.takes());
    return new Exchange(
        step.outcome(),
        OptionalInt.of(200),
        Optional.of("req-" + limits.size()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Headroom.UNKNOWN,
        false);
  }
}
