package dev.signalbox.router.catalog;

/** What a task may need of a model, as a task's {@code requires} names it. */
public enum Capability {
  TEXT("text"),
  IMAGE("image"),
  JSON_SCHEMA("json_schema");

  private final String key;

  Capability(String key) {
    this.key = key;
  }

  public String key() {
    return key;
  }
}
