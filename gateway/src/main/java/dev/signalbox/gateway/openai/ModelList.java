package dev.signalbox.gateway.openai;

import dev.signalbox.router.table.RoutingTable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The tasks of a routing table as the models that OpenAI's clients list. */
public final class ModelList {
  private ModelList() {}

  public static ObjectNode of(RoutingTable table) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("object", "list");
    ArrayNode data = body.putArray("data");
    for (String name : table.tasks().keySet()) {
      data.addObject()
          .put("id", ChatCompletionRequest.TASK_PREFIX + name)
          .put("object", "model")
          .put("created", 0) // clients want a number; a task has no such time
          .put("owned_by", "signalbox");
    }
    return body;
  }
}
