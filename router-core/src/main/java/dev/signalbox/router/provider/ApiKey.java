package dev.signalbox.router.provider;

/**
 * A provider's key. It shows itself to nobody but whoever asks for it by name; so it can pass
 * through logs, rows and error messages unseen.
 */
public final class ApiKey {
  private final String secret;

  /**
   * Takes the key as it was configured; white space around it is dropped, for files end in a
   * newline.
   *
   * @throws IllegalArgumentException if it is blank or could not be sent in a header
   */
  public ApiKey(String configured) {
    this.secret = configured.strip();
    if (secret.isEmpty()) {
      throw new IllegalArgumentException("the key is blank");
    }
    if (!secret.chars().allMatch(character -> character > ' ' && character < 0x7f)) {
      throw new IllegalArgumentException(
          "the key holds a space or a character outside ASCII, so it cannot be a key");
    }
  }

  /** The key itself: for the header it is sent in, and nothing else. */
  public String secret() {
    return secret;
  }

  @Override
  public String toString() {
    return "ApiKey[hidden]";
  }
}
