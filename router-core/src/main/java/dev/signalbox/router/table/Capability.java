package dev.signalbox.router.table;

/** What a task may need of a model, as the routing table's {@code requires} names it. */
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
