package dev.signalbox.app.console;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Where log lines go: each command says so once, before anything else. */
public final class Logging {
  private static final String PATTERN =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{24} %msg%n%ex{20}";
  private static final List<String> CHATTY =
      List.of("org.eclipse.jetty", "io.javalin", "org.quartz", "org.flywaydb", "com.zaxxer.hikari");
  private static final FileSize LARGEST_FILE = FileSize.valueOf("10MB");

  private Logging() {}

  /** To standard error, for commands whose standard output is data. */
  public static void toConsole(Level level) {
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setTarget("System.err");
    install(console, level);
  }

  /** To {@code signalbox.log} in a folder, with one older file kept; nothing on the console. */
  public static void toFile(Path folder) {
    RollingFileAppender<ILoggingEvent> file = new RollingFileAppender<>();
    file.setContext(context());
    file.setFile(folder.resolve("signalbox.log").toString());
    FixedWindowRollingPolicy older = new FixedWindowRollingPolicy();
    older.setContext(context());
    older.setParent(file);
    older.setFileNamePattern(folder.resolve("signalbox.%i.log").toString());
    older.setMinIndex(1);
    older.setMaxIndex(1);
    older.start();
    SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
    size.setContext(context());
    size.setMaxFileSize(LARGEST_FILE);
    size.start();
    file.setRollingPolicy(older);
    file.setTriggeringPolicy(size);
    install(file, Level.INFO);
  }

  private static void install(OutputStreamAppender<ILoggingEvent> appender, Level level) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context());
    encoder.setPattern(PATTERN);
    encoder.start();
    appender.setContext(context());
    appender.setEncoder(encoder);
    appender.start();
    Logger root = context().getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.detachAndStopAllAppenders();
    root.setLevel(level);
    root.addAppender(appender);
    // Their news of every start and stop is not ours.
    for (String chatty : CHATTY) {
      context().getLogger(chatty).setLevel(Level.WARN);
    }
    // A port that is taken gets a sentence of our own.
    context().getLogger("io.javalin.Javalin").setLevel(Level.OFF);
  }

  private static LoggerContext context() {
    return (LoggerContext) LoggerFactory.getILoggerFactory();
  }
}
