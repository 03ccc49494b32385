package dev.signalbox.router.testing;

import dev.signalbox.router.catalog.ProviderFacts;
import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Piece;
import dev.signalbox.router.chat.Reply;
import dev.signalbox.router.chat.Revision;
import dev.signalbox.router.chat.Usage;
import dev.signalbox.router.outcome.Fault;
import dev.signalbox.router.outcome.Outcome;
import dev.signalbox.router.provider.Exchange;
import dev.signalbox.router.provider.Headroom;
import dev.signalbox.router.provider.PieceSink;
import dev.signalbox.router.provider.Provider;
import dev.signalbox.router.provider.Question;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;

/** Answers with the outcomes it was given, each after its time; the last one for ever. */
public final class ScriptedProvider implements Provider {
  private final String name;
  private final FakeTime time;
  private final Queue<Step> script = new ArrayDeque<>();
  private final List<Question> questions = new ArrayList<>();
  private boolean keyed = true;

  private record Step(
      Outcome outcome, Duration takes, List<String> texts, Optional<CountDownLatch> until) {}

  public ScriptedProvider(String name, FakeTime time) {
    this.name = name;
    this.time = time;
  }

  public synchronized ScriptedProvider then(Outcome outcome, Duration takes) {
    script.add(new Step(outcome, takes, List.of(), Optional.empty()));
    return this;
  }

  /** Streams {@code texts} and then comes to {@code outcome}. */
  public synchronized ScriptedProvider thenStream(Outcome outcome, String... texts) {
    script.add(new Step(outcome, Duration.ZERO, List.of(texts), Optional.empty()));
    return this;
  }

  /** Keeps silent until {@code latch} opens, or the thread is interrupted. */
  public synchronized ScriptedProvider thenAfter(CountDownLatch latch, Outcome outcome) {
    script.add(new Step(outcome, Duration.ZERO, List.of(), Optional.of(latch)));
    return this;
  }

  public synchronized ScriptedProvider withoutKey() {
    keyed = false;
    return this;
  }

  /** What it was asked, in order. */
  public synchronized List<Question> questions() {
    return List.copyOf(questions);
  }

  public List<ChatRequest> requests() {
    return questions().stream().map(Question::request).toList();
  }

  /** The time limits it was asked under, in order. */
  public List<Duration> limits() {
    return questions().stream().map(question -> question.limits().total()).toList();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public ProviderFacts facts() {
    return ProviderFacts.of(name);
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
  public Exchange ask(Question question) {
    Step step = next(question);
    time.pass(step.takes());
    Outcome outcome = step.outcome();
    try {
      if (step.until().isPresent()) {
        step.until().get().await();
      }
      question.sink().ifPresent(sink -> tell(sink, step.texts()));
    } catch (InterruptedException | RuntimeException _) {
      outcome = new Outcome.Failed(Fault.CANCELLED, "the caller went away", Optional.empty());
    }
    return new Exchange(
        outcome,
        OptionalInt.of(200),
        Optional.of("req-" + questions().size()),
        partial(question, step, outcome),
        Optional.empty(),
        Optional.empty(),
        Headroom.UNKNOWN,
        false);
  }

  private synchronized Step next(Question question) {
    questions.add(question);
    return script.size() > 1 ? script.remove() : script.element();
  }

  private static void tell(PieceSink sink, List<String> texts) {
    texts.forEach(text -> sink.accept(new Piece.Text(text)));
  }

  private static Optional<Reply> partial(Question question, Step step, Outcome outcome) {
    return question.sink().isEmpty() || outcome instanceof Outcome.Answered
        ? Optional.empty()
        : Optional.of(
            Reply.of(
                String.join("", step.texts()),
                Usage.NONE,
                new Revision("served-model", Optional.empty())));
  }
}
