package dev.signalbox.gateway;

/** The gateway cannot be started; the message is one sentence for the person who tried. */
public final class GatewayStartException extends RuntimeException {
  private static final long serialVersionUID = 1;

  GatewayStartException(String sentence) {
    super(sentence);
  }

  GatewayStartException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
