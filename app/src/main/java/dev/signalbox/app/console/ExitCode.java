package dev.signalbox.app.console;

/** What the command's exit status means; the same for every subcommand. */
public final class ExitCode {
  /** Done, and nothing to report. */
  public static final int OK = 0;

  /** Done, and there is something: a finding, a failed call, a broken promise. */
  public static final int FOUND = 1;

  /** Bad input: arguments, files, settings, a database or a port that cannot be used. */
  public static final int BAD_INPUT = 2;

  /** A fault of Signalbox itself. */
  public static final int BUG = 3;

  private ExitCode() {}
}
