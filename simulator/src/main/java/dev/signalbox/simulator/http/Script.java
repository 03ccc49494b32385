package dev.signalbox.simulator.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What becomes of a request, as pure data: a connection performs it in real time, and a test can
 * play it on a clock of its own.
 */
public record Script(List<Step> steps, Ending ending) {
  /** Steps that do nothing are left out. */
  public Script {
    steps = steps.stream().filter(Step::matters).toList();
  }

  /** No byte is ever sent. */
  public static Script of(Ending ending) {
    return new Script(List.of(), ending);
  }

  /** The whole answer at once. */
  public static Script of(HttpReply reply) {
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    return new Script(
        List.of(
            new Step.Head(reply.status(), reply.headers(), OptionalLong.of(body.length)),
            new Step.Body(Bytes.of(body))),
        new Ending.Complete());
  }

  /** The same with {@code earlier} before it. */
  public Script after(Step... earlier) {
    List<Step> all = new ArrayList<>(Arrays.asList(earlier));
    all.addAll(steps);
    return new Script(all, ending);
  }

  /** Status and headers, absent when the client sees none. */
  public Optional<Step.Head> head() {
    return steps.stream()
        .filter(Step.Head.class::isInstance)
        .map(Step.Head.class::cast)
        .findFirst();
  }
}
