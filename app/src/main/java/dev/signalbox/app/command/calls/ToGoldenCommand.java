package dev.signalbox.app.command.calls;

import dev.signalbox.app.command.CommandDatabase;
import dev.signalbox.app.command.Terminal;
import dev.signalbox.app.console.ExitCode;
import dev.signalbox.app.console.UsageException;
import dev.signalbox.db.view.CallDetail;
import dev.signalbox.db.view.StoredPart;
import dev.signalbox.db.view.StoredReply;
import dev.signalbox.db.view.StoredRequest;
import dev.signalbox.eval.golden.NewCase;
import dev.signalbox.eval.golden.SuiteWriter;
import dev.signalbox.router.chat.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code signalbox calls to-golden}: a call that taught something, made a case of a suite. */
@Command(
    name = "to-golden",
    mixinStandardHelpOptions = true,
    description = {
      "Adds a call's prompt to a golden suite as a case.",
      "The answer is written as \"proposed\", and the suite is refused until somebody has made it"
          + " what a good answer has to be and renamed it to \"expected\". --accept takes it as it"
          + " is."
    },
    footer = {"", "Exit status: 0 added; 2 bad input, or a call that no case can be made of."})
final class ToGoldenCommand implements Callable<Integer> {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Spec private @Nullable CommandSpec spec;

  @Mixin private CommandDatabase database = new CommandDatabase();

  @Parameters(paramLabel = "CALL", description = "the call's id")
  private String call = "";

  @Option(
      names = "--suite",
      required = true,
      paramLabel = "FOLDER",
      description = "the suite's folder, with suite.yaml")
  private Path suite = Path.of("");

  @Option(names = "--id", paramLabel = "CASE", description = "the case's id (default: the call's)")
  private @Nullable String id;

  @Option(names = "--accept", description = "the logged answer is the expected one")
  private boolean accept;

  @Override
  public Integer call() {
    UUID wanted = Asked.callId(call);
    CallDetail detail =
        database
            .read(views -> views.calls().find(wanted))
            .orElseThrow(() -> new UsageException("there is no call " + wanted));
    StoredRequest request = request(detail);
    NewCase added =
        new NewCase(
            Optional.ofNullable(id).orElse("call-" + wanted),
            request.messages().stream().map(ToGoldenCommand::message).toList(),
            request.schema().map(ToGoldenCommand::json),
            detail.reply().map(StoredReply::text).filter(text -> !text.isBlank()),
            accept);
    add(added);
    Terminal.out(spec)
        .println(
            accept
                ? "added case " + added.id()
                : "added case %s; its proposed answer waits for you in %s"
                    .formatted(added.id(), suite.resolve("cases.jsonl")));
    return ExitCode.OK;
  }

  private void add(NewCase added) {
    try {
      SuiteWriter.add(suite, added)
          .ifPresent(refusal -> {
            throw new UsageException("the case was not added: " + refusal);
          });
    } catch (IOException e) {
      throw new UsageException("cannot write to " + suite + " (" + e.getMessage() + ")", e);
    }
  }

  private static StoredRequest request(CallDetail detail) {
    if (detail.call().kept().equals("hash")) {
      throw new UsageException("of this call's words only hashes are kept, as its task wants it");
    }
    StoredRequest request =
        detail
            .request()
            .orElseThrow(() ->
                new UsageException(
                    detail.call().wasErased()
                        ? "this call was erased"
                        : "the prompt of this call is not kept any more"));
    if (!request.tools().isEmpty()) {
      throw new UsageException("a case has no tools, and this call had");
    }
    if (request.isAnyJson()) {
      throw new UsageException("a case asks for text or for a schema, and this call for any JSON");
    }
    return request;
  }

  private static Message message(StoredRequest.Message message) {
    String text = message.parts().stream().map(ToGoldenCommand::text).collect(Collectors.joining());
    return switch (message.role()) {
      case "system" -> Message.system(text);
      case "user" -> Message.user(text);
      case "assistant" -> Message.assistant(text);
      default -> throw notOnlyText();
    };
  }

  private static String text(StoredPart part) {
    if (part instanceof StoredPart.Text(String text)) {
      return text;
    }
    throw notOnlyText();
  }

  private static UsageException notOnlyText() {
    return new UsageException("a case is made of text alone, and this prompt is not");
  }

  private static JsonNode json(String schema) {
    return JSON.readTree(schema);
  }
}
