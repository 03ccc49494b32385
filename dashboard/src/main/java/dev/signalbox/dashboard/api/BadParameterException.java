package dev.signalbox.dashboard.api;

/** A value was given that makes no sense; the message is one sentence for whoever gave it. */
public final class BadParameterException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String parameter;

  /**
   * Says what is wrong.
   *
   * @param sentence begins with what was given; the parameter's name is shown before it
   */
  public BadParameterException(String parameter, String sentence) {
    super(sentence);
    this.parameter = parameter;
  }

  /** The name of the parameter at fault, in snake case. */
  public String parameter() {
    return parameter;
  }
}
