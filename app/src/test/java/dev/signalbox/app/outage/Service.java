package dev.signalbox.app.outage;

import dev.signalbox.app.Signalbox;
import dev.signalbox.db.DatabaseAddress;
import dev.signalbox.simulator.Simulator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code signalbox serve} in a process of its own, to be killed without notice. */
final class Service implements AutoCloseable {
  private static final String GATEWAY = "gateway    ";

  private final Process process;
  private final URI gateway;
  private final Queue<String> printed = new ConcurrentLinkedQueue<>();

  private Service(Process process) throws IOException {
    this.process = process;
    BufferedReader out = process.inputReader();
    this.gateway = gatewayIn(out);
    Thread.ofVirtual().start(() -> out.lines().forEach(this::print));
  }

  /**
   * Starts it and waits until it answers.
   *
   * @param fileBlocks of 1,024 bytes that a file may have, in a journal of 16 MB; 0 for any number,
   *     and room for everything
   */
  static Service start(
      Path folder, String node, Simulator providers, DatabaseAddress database, int fileBlocks)
      throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("routes.yaml"), routes());
    Path settings = folder.resolve(node + ".yaml");
    Files.writeString(settings, settings(node, providers, fileBlocks == 0 ? "512MB" : "16MB"));
    Stream<String> java =
        Stream.concat(
            program(),
            Stream.of(
                "serve",
                "--config",
                settings.toString(),
                "--data",
                folder.resolve("data").toString()));
    List<String> command =
        fileBlocks == 0
            ? java.toList()
            : Stream.concat(
                    Stream.of("bash", "-c", "ulimit -f " + fileBlocks + "; exec \"$@\"", "bash"),
                    java)
                .toList();
    return new Service(process(command, database).start());
  }

  private static Stream<String> program() {
    return Stream.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:-UsePerfData",
        "-Xmx512m",
        "-cp",
        System.getProperty("java.class.path"),
        Signalbox.class.getName());
  }

  private static ProcessBuilder process(List<String> command, DatabaseAddress database) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("OPENAI_API_KEY", "sk-simulated");
    builder.environment().put("ANTHROPIC_API_KEY", "sk-ant-simulated");
    builder
        .environment()
        .put(
            "SIGNALBOX_DATABASE_URL",
            database.jdbcUrl()
                + "?user="
                + database.user()
                + "&password="
                + URLEncoder.encode(database.password(), StandardCharsets.UTF_8));
    return builder;
  }

  /** Runs another command, which has to work out, and returns what it printed. */
  static String runToEnd(Path folder, DatabaseAddress database, String... arguments)
      throws IOException {
    Process process =
        process(Stream.concat(program(), Stream.of(arguments)).toList(), database)
            .directory(folder.toFile())
            .start();
    String printed = process.inputReader().readAllAsString();
    try {
      if (process.waitFor() != 0) {
        throw new AssertionError(String.join(" ", arguments) + " did not work out:\n" + printed);
      }
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
    return printed;
  }

  private static String routes() {
    return """
    format: 1
    tasks:
      must:
        description: Calls of it have to be on record
        requires: [text]
        latency: {deadline: 20s}
        log: {required: true}
        route:
          - {provider: openai, model: gpt-4o-mini, max_output_tokens: 60}
          - {provider: anthropic, model: claude-haiku-4-5, max_output_tokens: 60}
      may:
        description: Calls of it are made whatever becomes of the log
        requires: [text]
        latency: {deadline: 20s}
        route:
          - {provider: openai, model: gpt-4o-mini, max_output_tokens: 60}
          - {provider: anthropic, model: claude-haiku-4-5, max_output_tokens: 60}
    """;
  }

  private static String settings(String node, Simulator providers, String journalLimit) {
    return """
    format: 1
    node: %s
    gateway: {port: 0}
    dashboard: {port: 0}
    routes: routes.yaml
    log: {journal_limit: %s}
    providers:
      openai: {api: openai-chat, vendor: openai, base_url: "%sv1"}
      anthropic: {api: anthropic-messages, base_url: "%s"}
    """
        .formatted(
            node,
            journalLimit,
            slashed(providers.baseUri("openai")),
            providers.baseUri("anthropic"));
  }

  private static String slashed(URI uri) {
    return uri.toString().endsWith("/") ? uri.toString() : uri + "/";
  }

  private URI gatewayIn(BufferedReader out) throws IOException {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      print(line);
      if (line.startsWith(GATEWAY)) {
        return URI.create(line.substring(GATEWAY.length()).split(" ", 2)[0]);
      }
    }
    throw new AssertionError("serve ended before it answered:\n" + printed());
  }

  private void print(String line) {
    printed.add(line);
  }

  /** The base URL for an OpenAI client. */
  URI gateway() {
    return gateway;
  }

  String printed() {
    return String.join("\n", printed);
  }

  /** As the kernel does when memory is short. */
  void kill() {
    try {
      process.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  /** As an operator does. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        throw new AssertionError("serve did not end when it was told to:\n" + printed());
      }
    } catch (InterruptedException e) {
      throw new UncheckedIOException(new IOException("interrupted", e));
    }
  }
}
