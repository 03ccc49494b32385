package dev.signalbox.gateway.openai;

import dev.signalbox.router.table.RoutingTable;
import java.time.Instant;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The tasks of a routing table as the models that OpenAI's clients list. */
public final class ModelList {
  private ModelList() {}

  /** {@code since} stands for the time of creation, which a task does not have. */
  public static ObjectNode of(RoutingTable table, Instant since) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("object", "list");
    ArrayNode data = body.putArray("data");
    for (String name : table.tasks().keySet()) {
      data.addObject()
          .put("id", ChatCompletionRequest.TASK_PREFIX + name)
          .put("object", "model")
          .put("created", since.getEpochSecond())
          .put("owned_by", "signalbox");
    }
    return body;
  }
}
