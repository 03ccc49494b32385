package dev.signalbox.simulator.google;

import dev.signalbox.simulator.http.HttpReply;
import dev.signalbox.simulator.http.HttpRequest;
import dev.signalbox.simulator.wire.Account;
import dev.signalbox.simulator.wire.Answer;
import dev.signalbox.simulator.wire.Completion;
import dev.signalbox.simulator.wire.Frame;
import dev.signalbox.simulator.wire.Framing;
import dev.signalbox.simulator.wire.Json;
import dev.signalbox.simulator.wire.Question;
import dev.signalbox.simulator.wire.Question.Delivery;
import dev.signalbox.simulator.wire.Reading;
import dev.signalbox.simulator.wire.Revision;
import dev.signalbox.simulator.wire.Stamp;
import dev.signalbox.simulator.wire.Trouble;
import dev.signalbox.simulator.wire.WireFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /v1beta/models/{model}:generateContent} and its streaming sister. */
public final class GeminiApi implements WireFormat {

  @Override
  public boolean serves(String path) {
    return GeminiPath.of(path).isPresent();
  }

  @Override
  public Reading read(HttpRequest request, Account account, Stamp stamp) {
    Optional<GeminiPath> path = GeminiPath.of(request.path());
    if (path.isEmpty() || !request.method().equals("POST")) {
      return new Reading.Refused(notFound());
    }
    return read(request, path.get(), account)
        .<Reading>map(error -> new Reading.Refused(error.reply(stamp)))
        .orElseGet(() ->
            new Reading.Accepted(
                GeminiRequest.question(path.get().model(), delivery(request), body(request))));
  }

  /** What is wrong with a request, in the order in which the API looks. */
  private static Optional<GeminiError> read(HttpRequest request, GeminiPath path, Account account) {
    Optional<String> key = request.header("x-goog-api-key").or(() -> request.parameter("key"));
    if (key.isEmpty()) {
      return Optional.of(GeminiError.unregistered());
    }
    if (!account.accepts(key.get())) {
      return Optional.of(GeminiError.badKey());
    }
    if (Json.readObject(request.body()).isEmpty()) {
      return Optional.of(
          GeminiError.invalid("Invalid JSON payload received. Unexpected end or token."));
    }
    Optional<String> unknown = FieldRules.complaint(body(request));
    if (unknown.isPresent()) {
      return unknown.map(GeminiError::invalid);
    }
    if (!account.models().contains(path.model())) {
      return Optional.of(GeminiError.unknownModel(path.model()));
    }
    return ContentRules.complaint(body(request), GeminiModel.named(path.model()))
        .or(() -> ConfigRules.complaint(body(request), GeminiModel.named(path.model())))
        .map(GeminiError::invalid);
  }

  private static ObjectNode body(HttpRequest request) {
    return ProtoJson.camelCased(Json.readObject(request.body()).orElseThrow());
  }

  private static Delivery delivery(HttpRequest request) {
    if (!request.path().endsWith(GeminiPath.STREAMING)) {
      return Delivery.WHOLE;
    }
    return request.parameter("alt").filter("sse"::equals).isPresent()
        ? Delivery.EVENTS
        : Delivery.ARRAY;
  }

  @Override
  public Answer answer(Question question, Completion completion, Revision revision, Stamp stamp) {
    GeminiAnswer answer = new GeminiAnswer(question, completion, revision, stamp);
    Map<String, String> headers = GeminiError.headers(stamp);
    return switch (question.delivery()) {
      case WHOLE -> new Answer.Whole(new HttpReply(200, headers, Json.write(answer.whole())));
      case EVENTS, EVENTS_WITH_USAGE ->
          new Answer.Streamed(headers, Framing.CRLF_EVENTS, answer.chunks());
      case ARRAY -> new Answer.Streamed(headers, Framing.ARRAY, answer.chunks());
    };
  }

  private static HttpReply notFound() {
    return new HttpReply(
        404,
        Map.of("content-type", "text/html; charset=UTF-8"),
        "<!DOCTYPE html><title>Error 404 (Not Found)</title>");
  }

  @Override
  public Set<Integer> serverErrors() {
    return Set.of(500, 502, 503, 504);
  }

  @Override
  public HttpReply trouble(Trouble trouble, Stamp stamp) {
    return GeminiError.reply(trouble, stamp);
  }

  /** The error alone, outside of any event. */
  @Override
  public List<Frame> troubleInStream(Trouble trouble, Stamp stamp) {
    return List.of(Frame.bare(Json.write(GeminiError.of(trouble).body())));
  }
}
