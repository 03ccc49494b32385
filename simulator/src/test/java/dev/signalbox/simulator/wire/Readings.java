package dev.signalbox.simulator.wire;

import dev.signalbox.simulator.http.HttpReply;

/** Takes the reading or the answer that a test expects, and says what came instead. */
public final class Readings {
  private Readings() {}

  public static Question accepted(Reading reading) {
    return switch (reading) {
      case Reading.Accepted(var question) -> question;
      case Reading.Refused(var reply) -> throw new AssertionError("refused: " + reply.body());
    };
  }

  public static HttpReply whole(Answer answer) {
    return switch (answer) {
      case Answer.Whole(var reply) -> reply;
      case Answer.Streamed streamed -> throw new AssertionError("streamed: " + streamed);
    };
  }

  public static HttpReply refused(Reading reading) {
    return switch (reading) {
      case Reading.Refused(var reply) -> reply;
      case Reading.Accepted(var question) -> throw new AssertionError("accepted: " + question);
    };
  }
}
