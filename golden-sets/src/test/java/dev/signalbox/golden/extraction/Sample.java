package dev.signalbox.golden.extraction;

import java.util.List;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One case before it is written.
 *
 * @param schema names the kind of document
 * @param tags what is hard about it
 */
record Sample(
    String id,
    String schema,
    List<String> tags,
    boolean critical,
    String input,
    ObjectNode expected) {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  Sample {
    tags = List.copyOf(tags);
  }

  /** As a line of {@code cases.jsonl}. */
  String line() {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("id", id).put("schema", schema);
    ArrayNode list = line.putArray("tags");
    tags.forEach(list::add);
    if (critical) {
      line.put("critical", true);
    }
    line.put("input", input).set("expected", expected);
    return MAPPER.writeValueAsString(line);
  }
}
