package dev.signalbox.app.command;

import dev.signalbox.app.console.ExitCode;
import dev.signalbox.app.console.UsageException;
import dev.signalbox.app.node.Shutdown;
import dev.signalbox.app.settings.ConfiguredProviders;
import dev.signalbox.app.settings.Settings;
import dev.signalbox.app.settings.SettingsReader;
import dev.signalbox.app.settings.SimulatedProviders;
import dev.signalbox.app.settings.TableFile;
import dev.signalbox.db.calllog.DecisionJson;
import dev.signalbox.router.CallLog;
import dev.signalbox.router.Demotions;
import dev.signalbox.router.FailoverRouter;
import dev.signalbox.router.RoutedCall;
import dev.signalbox.router.RoutedCall.Result;
import dev.signalbox.router.Router;
import dev.signalbox.router.budget.InMemoryLeaseStore;
import dev.signalbox.router.budget.LeasedLedger;
import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Piece;
import dev.signalbox.router.decision.Decision;
import dev.signalbox.router.health.BreakerSettings;
import dev.signalbox.router.health.Breakers;
import dev.signalbox.router.health.Latencies;
import dev.signalbox.router.provider.Providers;
import dev.signalbox.router.table.ActiveTable;
import dev.signalbox.router.table.RoutingTable;
import dev.signalbox.router.table.TableVersion;
import dev.signalbox.router.time.Sleeper;
import dev.signalbox.router.time.Ticker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code signalbox call}: one routed call, or what would be decided for it. */
@Command(
    name = "call",
    mixinStandardHelpOptions = true,
    description = {
      "Makes one routed call with the providers and the routing table of the settings, and prints"
          + " the answer; on stderr, who gave it and what it cost.",
      "Needs no database: the call is not logged, and counts in no budget of other processes."
    },
    footer = {
      "",
      "Exit status: 0 answered, or explained; 1 not answered; 2 bad input.",
      "",
      "  signalbox call summary 'Where is my order?' --simulated",
      "  signalbox call summary - --explain < message.txt"
    })
public final class CallCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(index = "0", paramLabel = "TASK", description = "a task of the routing table")
  private String task = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "PROMPT",
      defaultValue = "-",
      description = "what to ask; - or nothing reads it from standard input")
  private String prompt = "-";

  @Option(names = "--explain", description = "print the decision instead, and send nothing")
  private boolean explain;

  @Option(names = "--stream", description = "print the answer as it comes")
  private boolean stream;

  @Option(names = "--json", description = "print the call or the decision as one JSON object")
  private boolean json;

  @Option(
      names = "--simulated",
      description = "ask a simulator in this process instead of the providers; needs no keys")
  private boolean simulated;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      defaultValue = "signalbox.yaml",
      description = "settings (default: ${DEFAULT-VALUE})")
  private Path config = Path.of("signalbox.yaml");

  @Override
  public Integer call() {
    if (stream && (json || explain)) {
      throw new UsageException(
          "--stream prints nothing but the answer: leave out --json, --explain");
    }
    Settings settings = SettingsReader.read(config);
    RoutingTable table = TableFile.read(settings.routes(), settings).table();
    ChatRequest request = ChatRequest.of(Message.user(prompt()));
    try (Shutdown shutdown = new Shutdown()) {
      ConfiguredProviders providers = providers(settings, table, shutdown);
      Router router = router(settings, table, providers.providers(), shutdown);
      if (explain) {
        explain(table, router.decide(task, request));
        return ExitCode.OK;
      }
      return ask(router, request, providers.missingKeys());
    }
  }

  private String prompt() {
    try {
      String text =
          prompt.equals("-")
              ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
              : prompt;
      if (text.isBlank()) {
        throw new UsageException("there is nothing to ask: the prompt is empty");
      }
      return text.strip();
    } catch (IOException e) {
      throw new UncheckedIOException("standard input cannot be read", e);
    }
  }

  private ConfiguredProviders providers(Settings settings, RoutingTable table, Shutdown shutdown) {
    return simulated
        ? new ConfiguredProviders(
            shutdown.closing(SimulatedProviders.start(settings, table)).providers(), List.of())
        : ConfiguredProviders.of(settings, System.getenv());
  }

  private static Router router(
      Settings settings, RoutingTable table, Providers providers, Shutdown shutdown) {
    ActiveTable active = new ActiveTable(new TableVersion(1, table.hash()), table);
    return new FailoverRouter(
        new FailoverRouter.Parts(
            () -> active,
            settings.catalog(),
            providers,
            new Breakers(BreakerSettings.DEFAULT, Ticker.REAL),
            new Latencies(Ticker.REAL),
            shutdown.closing(LeasedLedger.on(new InMemoryLeaseStore(), "call")),
            Demotions.NONE,
            CallLog.NONE,
            InstantSource.system(),
            Ticker.REAL,
            Sleeper.REAL,
            new SecureRandom()));
  }

  private void explain(RoutingTable table, Decision decision) {
    PrintWriter out = Terminal.out(spec);
    if (json) {
      out.println(DecisionJson.of(decision));
    } else {
      Explanation.lines(table.task(task).orElseThrow(), decision).forEach(out::println);
    }
  }

  private int ask(Router router, ChatRequest request, List<String> missingKeys) {
    RoutedCall call =
        stream ? router.stream(task, request, this::show) : router.call(task, request);
    boolean answered = call.result() instanceof Result.Answered;
    print(call);
    PrintWriter err = Terminal.err(spec);
    CallReport.lines(call).forEach(err::println);
    if (!answered) {
      missingKeys.forEach(err::println);
    }
    return answered ? ExitCode.OK : ExitCode.FOUND;
  }

  private void show(Piece piece) {
    PrintWriter out = Terminal.out(spec);
    switch (piece) {
      case Piece.Text(String text) -> out.print(text);
      case Piece.Refusal(String text) -> out.print(text);
      case Piece.Reasoning _, Piece.ToolCall _, Piece.Arguments _, Piece.Cited _ -> {}
    }
    out.flush();
  }

  private void print(RoutedCall call) {
    PrintWriter out = Terminal.out(spec);
    if (json) {
      out.println(CallReport.json(call));
    } else if (stream) {
      out.println();
    } else if (call.result() instanceof Result.Answered answered) {
      out.println(CallReport.shown(answered.reply()));
    }
  }
}
