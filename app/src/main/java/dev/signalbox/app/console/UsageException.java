package dev.signalbox.app.console;

/**
 * A person asked for something that cannot be done as asked; the message is one sentence for them.
 */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public UsageException(String sentence) {
    super(sentence);
  }

  public UsageException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
