package dev.signalbox.router.catalog;

/** What a task may need of a model, as a task's {@code requires} names it. */
public enum Capability {
  TEXT("text"),
  IMAGE("image"),
  PDF("pdf"),
  TOOLS("tools"),
  JSON_SCHEMA("json_schema"),
  /** Looks things up on the web and cites them. */
  CITATIONS("citations"),
  STREAMING("streaming"),
  REASONING("reasoning"),
  /** Turns text into a vector; vectors of two models do not mix. */
  EMBEDDINGS("embeddings");

  private final String key;

  Capability(String key) {
    this.key = key;
  }

  public String key() {
    return key;
  }
}
