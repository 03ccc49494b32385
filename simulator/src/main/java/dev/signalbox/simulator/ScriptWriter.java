package dev.signalbox.simulator;

import dev.signalbox.simulator.http.Bytes;
import dev.signalbox.simulator.http.Ending;
import dev.signalbox.simulator.http.HttpReply;
import dev.signalbox.simulator.http.Script;
import dev.signalbox.simulator.http.Step;
import dev.signalbox.simulator.wire.Answer;
import dev.signalbox.simulator.wire.Frame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Writes the script of an answer: when each part of it goes out, and what a fault makes of it. */
final class ScriptWriter {
  private static final int MEGABYTE = 1_000_000;

  private ScriptWriter() {}

  /** Of an answer that arrives as it should. */
  static Script script(Answer answer, Pace pace) {
    return complete(Plot.of(answer, pace));
  }

  /** Of an answer that a fault strikes on its way. */
  static Script script(Answer answer, Pace pace, Fault.OfDelivery fault) {
    Plot plot = Plot.of(answer, pace);
    return switch (fault) {
      case Fault.SlowFirstPiece(var wait, boolean headersFirst) ->
          headersFirst
              ? interrupted(plot, 0, new Step.Wait(wait))
              : script(answer, pace).after(new Step.Wait(wait));
      case Fault.Stalled(int pieces, var pause, boolean goesOn) ->
          goesOn
              ? interrupted(plot, pieces, new Step.Wait(pause))
              : broken(plot, pieces, "", new Ending.Hold(pause));
      case Fault.Cut(int pieces) -> broken(plot, pieces, torn(plot, pieces), new Ending.Cut());
      case Fault.MalformedChunk(int pieces) -> malformed(plot, pieces);
      case Fault.MissingTerminator _ ->
          complete(
              plot.withBeats(
                  plot.beats().stream()
                      .filter(beat -> beat.place() != Frame.Place.TERMINATOR)
                      .toList()));
      case Fault.TruncatedJson _ -> truncated(plot);
      case Fault.HugeBody(int megabytes) -> huge(plot, megabytes);
      case Fault.PlainAsGzip _ -> complete(plot.withHeader("content-encoding", "gzip"));
      case Fault.CorruptGzip _ -> corrupt(plot.withHeader("content-encoding", "gzip"), pace);
      case Fault.HtmlPage _ ->
          Script.of(
                  new HttpReply(
                      200,
                      Map.of("content-type", "text/html; charset=utf-8"),
                      "<!DOCTYPE html><title>Just a moment</title><p>One more step."))
              .after(new Step.Wait(pace.first()));
      case Fault.Garbage _ -> garbage(plot, pace);
      case Fault.Trickle(var perByte) -> trickled(script(answer, pace), perByte);
    };
  }

  private static Script complete(Plot plot) {
    return new Script(steps(plot, plot.beats()), new Ending.Complete());
  }

  /** The head of the whole answer and these parts of it. */
  private static List<Step> steps(Plot plot, List<Plot.Beat> beats) {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step.Wait(plot.headWait()));
    steps.add(plot.head(0));
    steps.addAll(bodies(beats));
    return steps;
  }

  private static List<Step> bodies(List<Plot.Beat> beats) {
    return beats.stream()
        .<Step>flatMap(beat -> Stream.of(new Step.Wait(beat.pause()), new Step.Body(beat.bytes())))
        .toList();
  }

  /** Something comes between, and the answer goes on. */
  private static Script interrupted(Plot plot, int afterPieces, Step between) {
    int split = plot.split(afterPieces);
    List<Step> steps = steps(plot, plot.beats().subList(0, split));
    steps.add(between);
    steps.addAll(bodies(plot.beats().subList(split, plot.beats().size())));
    return new Script(steps, new Ending.Complete());
  }

  /** The answer ends early, although its whole length was promised. */
  private static Script broken(Plot plot, int afterPieces, String last, Ending ending) {
    List<Plot.Beat> beats = new ArrayList<>(plot.beats().subList(0, plot.split(afterPieces)));
    beats.add(new Plot.Beat(Frame.Place.CONTENT, Duration.ZERO, last));
    return new Script(steps(plot, beats), ending);
  }

  private static String torn(Plot plot, int afterPieces) {
    int split = plot.split(afterPieces);
    return split < plot.beats().size() ? plot.beats().get(split).torn() : "";
  }

  private static Script malformed(Plot plot, int afterPieces) {
    List<Plot.Beat> beats = new ArrayList<>(plot.beats());
    beats.add(
        plot.split(afterPieces),
        new Plot.Beat(Frame.Place.CONTENT, Duration.ZERO, plot.malformed()));
    return complete(plot.withBeats(beats));
  }

  private static Script truncated(Plot plot) {
    List<Plot.Beat> beats = new ArrayList<>(plot.beats().subList(0, plot.split(1)));
    beats.add(new Plot.Beat(Frame.Place.CONTENT, Duration.ZERO, torn(plot, 1) + plot.eventEnd()));
    return complete(plot.withBeats(beats));
  }

  /** White space before the first brace is no part of the JSON, and so no error. */
  private static Script huge(Plot plot, int megabytes) {
    long fill = (long) megabytes * MEGABYTE;
    Plot.Beat first = plot.beats().getFirst();
    int brace = Math.max(0, first.text().indexOf('{'));
    List<Step> steps = new ArrayList<>();
    steps.add(new Step.Wait(plot.headWait()));
    steps.add(plot.head(fill));
    steps.add(new Step.Body(Bytes.utf8(first.text().substring(0, brace))));
    steps.add(new Step.Fill(' ', fill));
    steps.add(new Step.Body(Bytes.utf8(first.text().substring(brace))));
    steps.addAll(bodies(plot.beats().subList(1, plot.beats().size())));
    return new Script(steps, new Ending.Complete());
  }

  private static Script corrupt(Plot plot, Pace pace) {
    StringBuilder body = new StringBuilder();
    plot.beats().forEach(beat -> body.append(beat.text()));
    byte[] packed = gzip(Bytes.utf8(body.toString()).toArray());
    Arrays.fill(packed, packed.length / 3, packed.length / 2, (byte) 0xff);
    Step.Head head =
        new Step.Head(
            plot.status(),
            plot.headers(),
            plot.sized() ? OptionalLong.of(packed.length) : OptionalLong.empty());
    return new Script(
        List.of(new Step.Wait(pace.first()), head, new Step.Body(Bytes.of(packed))),
        new Ending.Complete());
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written to", e);
    }
    return packed.toByteArray();
  }

  private static Script garbage(Plot plot, Pace pace) {
    return complete(
        plot.withBeats(
            List.of(new Plot.Beat(Frame.Place.CONTENT, pace.first(), "upstream connect error"))));
  }

  private static Script trickled(Script script, Duration perByte) {
    List<Step> steps = new ArrayList<>();
    for (Step step : script.steps()) {
      if (step instanceof Step.Body(var bytes)) {
        for (int i = 0; i < bytes.length(); i++) {
          steps.add(new Step.Wait(perByte));
          steps.add(new Step.Body(bytes.slice(i, i + 1)));
        }
      } else {
        steps.add(step);
      }
    }
    return new Script(steps, script.ending());
  }
}
