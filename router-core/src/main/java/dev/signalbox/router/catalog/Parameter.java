package dev.signalbox.router.catalog;

/** A parameter of a request that not every model accepts, as the catalogue's file names it. */
public enum Parameter {
  TEMPERATURE("temperature"),
  TOP_P("top_p"),
  TOP_K("top_k"),
  SEED("seed"),
  FREQUENCY_PENALTY("frequency_penalty"),
  PRESENCE_PENALTY("presence_penalty"),
  STOP("stop"),
  /** Asking for JSON without a schema. */
  JSON_OBJECT("json_object"),
  /** Demanding that a tool, or a certain one, is called. */
  TOOL_CHOICE("tool_choice"),
  /** Allowing only one tool call in an answer. */
  SERIAL_TOOLS("serial_tools"),
  /** A PDF by its address, which the provider fetches itself. */
  LINKED_PDF("linked_pdf");

  private final String key;

  Parameter(String key) {
    this.key = key;
  }

  public String key() {
    return key;
  }
}
