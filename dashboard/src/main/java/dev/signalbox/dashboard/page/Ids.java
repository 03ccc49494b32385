package dev.signalbox.dashboard.page;

import io.javalin.http.NotFoundResponse;
import java.util.UUID;

/** Ids in addresses. */
final class Ids {
  private Ids() {}

  /** What is no id names nothing. */
  static UUID of(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException _) {
      throw new NotFoundResponse("There is nothing here: the address holds no valid id.");
    }
  }
}
