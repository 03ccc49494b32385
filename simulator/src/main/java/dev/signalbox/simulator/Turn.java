package dev.signalbox.simulator;

import dev.signalbox.simulator.http.Ending;
import dev.signalbox.simulator.http.HttpReply;
import dev.signalbox.simulator.http.Script;
import dev.signalbox.simulator.wire.Answer;
import dev.signalbox.simulator.wire.Completion;
import dev.signalbox.simulator.wire.Frame;
import dev.signalbox.simulator.wire.Question;
import dev.signalbox.simulator.wire.Revision;
import dev.signalbox.simulator.wire.Stamp;
import dev.signalbox.simulator.wire.Trouble;
import dev.signalbox.simulator.wire.WireFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a provider makes of one request, well or struck by a fault. Pure.
 *
 * @param model absent when the request itself is refused
 * @param completion what the model would say
 * @param answering how a completion is answered
 */
record Turn(
    WireFormat format,
    Optional<String> model,
    boolean streamed,
    Completion completion,
    Function<Completion, Answer> answering,
    Stamp stamp,
    Pace pace) {

  static Turn refused(WireFormat format, HttpReply reply, Stamp stamp) {
    return new Turn(
        format,
        Optional.empty(),
        false,
        Completion.empty(),
        _ -> new Answer.Whole(reply),
        stamp,
        Pace.NONE);
  }

  static Turn accepted(
      WireFormat format,
      Question question,
      Completion completion,
      Revision revision,
      Stamp received,
      Pace pace) {
    boolean streamed = question.delivery() != Question.Delivery.WHOLE;
    Pace uttered = streamed ? pace : pace.whole(completion.pieces().size());
    Stamp stamp = received.after(uttered.first());
    return new Turn(
        format,
        Optional.of(question.model()),
        streamed,
        completion,
        said -> format.answer(question, said, revision, stamp),
        stamp,
        uttered);
  }

  Script script() {
    return ScriptWriter.script(answer(), pace);
  }

  Script script(Fault fault) {
    return switch (fault) {
      case Fault.OfConnection of -> Script.of(ending(of));
      case Fault.OfProvider of -> script(of);
      case Fault.OfContent of -> ScriptWriter.script(answering.apply(completion(of)), pace);
      case Fault.OfDelivery of -> ScriptWriter.script(answer(), pace, of);
    };
  }

  private Answer answer() {
    return answering.apply(completion);
  }

  private static Ending ending(Fault.OfConnection fault) {
    return switch (fault) {
      case Fault.ConnectionRefused _ -> new Ending.Refused();
      case Fault.TlsFailure _ -> new Ending.TlsFailure();
      case Fault.Reset _ -> new Ending.Reset();
      case Fault.Silent(var hold) -> new Ending.Hold(hold);
    };
  }

  private Script script(Fault.OfProvider fault) {
    return switch (fault) {
      case Fault.ServerError(int status) -> script(new Trouble.ServerError(status));
      case Fault.RateLimited(var wait, var advice) -> script(new Trouble.RateLimited(wait, advice));
      case Fault.Refused(var reason) -> script(reason);
      case Fault.Redirected(var location) ->
          Script.of(new HttpReply(302, Map.of("location", location.toString()), ""));
      case Fault.ErrorInside(var trouble, int afterPieces) ->
          ScriptWriter.script(withErrorInside(trouble, afterPieces), pace);
    };
  }

  private Script script(Trouble trouble) {
    return Script.of(format.trouble(trouble, stamp));
  }

  private Answer withErrorInside(Trouble trouble, int afterPieces) {
    return switch (answer()) {
      case Answer.Whole(var reply) ->
          new Answer.Whole(
              new HttpReply(200, reply.headers(), format.troubleInside(trouble, stamp)));
      case Answer.Streamed streamed -> {
        List<Frame> frames = new ArrayList<>();
        int pieces = 0;
        for (Frame frame : streamed.frames()) {
          boolean piece = frame.place() == Frame.Place.CONTENT;
          if (frame.place() == Frame.Place.TERMINATOR || (piece && pieces++ == afterPieces)) {
            break;
          }
          frames.add(frame);
        }
        frames.addAll(format.troubleInStream(trouble, stamp));
        yield streamed.withFrames(frames);
      }
    };
  }

  private Completion completion(Fault.OfContent fault) {
    return switch (fault) {
      case Fault.Empty _ -> Completion.empty();
      case Fault.Declined(int pieces) -> completion.endedBy(Completion.Ending.REFUSED, pieces);
      case Fault.Filtered(int pieces) -> completion.endedBy(Completion.Ending.FILTERED, pieces);
      case Fault.UnknownFinishReason _ ->
          completion.endedBy(Completion.Ending.UNKNOWN, Integer.MAX_VALUE);
    };
  }
}
