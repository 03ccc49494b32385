package dev.signalbox.simulator;

import dev.signalbox.simulator.http.Bytes;
import dev.signalbox.simulator.http.Ending;
import dev.signalbox.simulator.http.Script;
import dev.signalbox.simulator.http.Step;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a client sees of a script, with the time at which each part of it comes. */
record Played(List<Arrival> arrivals, Bytes bytes, long fill, Duration end, Script script) {

  /** A part of the body. */
  record Arrival(Duration at, String text) {}

  static Played of(Script script) {
    List<Arrival> arrivals = new ArrayList<>();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Duration now = Duration.ZERO;
    long fill = 0;
    for (Step step : script.steps()) {
      switch (step) {
        case Step.Wait(var duration) -> now = now.plus(duration);
        case Step.Head _ -> {}
        case Step.Body(var part) -> {
          arrivals.add(new Arrival(now, part.text()));
          bytes.writeBytes(part.toArray());
        }
        case Step.Fill(_, long count) -> fill += count;
      }
    }
    return new Played(arrivals, Bytes.of(bytes.toByteArray()), fill, now, script);
  }

  int status() {
    return head().status();
  }

  Step.Head head() {
    return script.head().orElseThrow(() -> new AssertionError("no head: " + script));
  }

  String body() {
    return bytes.text();
  }

  Ending ending() {
    return script.ending();
  }
}
