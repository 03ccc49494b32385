package dev.signalbox.dashboard;

/** The dashboard cannot be started; the message is one sentence for the person who tried. */
public final class DashboardStartException extends RuntimeException {
  private static final long serialVersionUID = 1;

  DashboardStartException(String sentence) {
    super(sentence);
  }

  DashboardStartException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
