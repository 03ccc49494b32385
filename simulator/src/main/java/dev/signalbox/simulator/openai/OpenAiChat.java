package dev.signalbox.simulator.openai;

import dev.signalbox.simulator.http.HttpReply;
import dev.signalbox.simulator.http.HttpRequest;
import dev.signalbox.simulator.wire.Account;
import dev.signalbox.simulator.wire.Answer;
import dev.signalbox.simulator.wire.Completion;
import dev.signalbox.simulator.wire.Frame;
import dev.signalbox.simulator.wire.Framing;
import dev.signalbox.simulator.wire.Json;
import dev.signalbox.simulator.wire.Question;
import dev.signalbox.simulator.wire.Reading;
import dev.signalbox.simulator.wire.Revision;
import dev.signalbox.simulator.wire.Stamp;
import dev.signalbox.simulator.wire.Trouble;
import dev.signalbox.simulator.wire.WireFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /v1/chat/completions}, at OpenAI or at a server that took over its format. */
public final class OpenAiChat implements WireFormat {
  private static final String PATH = "/v1/chat/completions";

  private final Function<String, OpenAiModel> models;

  private OpenAiChat(Function<String, OpenAiModel> models) {
    this.models = models;
  }

  /** OpenAI's own, with its rules for each model. */
  public OpenAiChat() {
    this(OpenAiModel::named);
  }

  /** Another vendor's, whose models take sampling and know no effort. */
  public static OpenAiChat compatible() {
    return new OpenAiChat(_ -> OpenAiModel.COMPATIBLE);
  }

  @Override
  public boolean serves(String path) {
    return path.equals(PATH);
  }

  @Override
  public Reading read(HttpRequest request, Account account, Stamp stamp) {
    Optional<OpenAiError> refusal = Access.complaint(request, PATH, account);
    if (refusal.isPresent()) {
      return new Reading.Refused(refusal.get().reply(stamp));
    }
    Optional<ObjectNode> body = Json.readObject(request.body());
    if (body.isEmpty()) {
      return new Reading.Refused(OpenAiError.noJson().reply(stamp));
    }
    return ChatRules.complaint(body.get(), account.models(), models)
        .<Reading>map(complaint -> new Reading.Refused(complaint.reply(stamp)))
        .orElseGet(() -> new Reading.Accepted(Chat.question(body.get(), models)));
  }

  @Override
  public Answer answer(Question question, Completion completion, Revision revision, Stamp stamp) {
    if (completion.ending() == Completion.Ending.FILTERED && completion.text().isEmpty()) {
      return new Answer.Whole(OpenAiError.promptFiltered().reply(stamp));
    }
    int tokens = question.inputTokens() + completion.outputTokens();
    Map<String, String> headers = OpenAiHeaders.withAllowance(RateLimit.used(tokens), stamp);
    boolean reasons = models.apply(question.model()).reasons();
    ChatCompletion answer = new ChatCompletion(question, completion, revision, stamp, reasons);
    return question.delivery() == Question.Delivery.WHOLE
        ? new Answer.Whole(new HttpReply(200, headers, Json.write(answer.whole())))
        : new Answer.Streamed(headers, Framing.EVENTS, new ChatStream(answer).frames());
  }

  @Override
  public Set<Integer> serverErrors() {
    return OpenAiError.SERVER_ERRORS;
  }

  @Override
  public HttpReply trouble(Trouble trouble, Stamp stamp) {
    return OpenAiError.reply(trouble, OpenAiError.of(trouble), stamp);
  }

  @Override
  public List<Frame> troubleInStream(Trouble trouble, Stamp stamp) {
    return List.of(Frame.of(Frame.Place.TERMINATOR, OpenAiError.of(trouble).body()));
  }
}
