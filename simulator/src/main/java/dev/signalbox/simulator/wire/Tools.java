package dev.signalbox.simulator.wire;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What a model may call.
 *
 * @param offered those that it may choose from
 * @param forced whether it has to call one
 * @param answered whether the conversation ends with a tool's result
 */
public record Tools(List<Tool> offered, boolean forced, boolean answered) {
  public static final Tools NONE = new Tools(List.of(), false, false);

  public Tools {
    offered = List.copyOf(offered);
  }

  /**
   * @param parameters a JSON schema
   */
  public record Tool(String name, JsonNode parameters) {}

  public boolean offers(String name) {
    return offered.stream().anyMatch(tool -> tool.name().equals(name));
  }

  /** With only the one of that name to choose from. */
  public Tools only(String name) {
    return new Tools(
        offered.stream().filter(tool -> tool.name().equals(name)).toList(), true, answered);
  }
}
