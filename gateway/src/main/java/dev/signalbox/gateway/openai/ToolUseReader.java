package dev.signalbox.gateway.openai;

import dev.signalbox.router.chat.Tool;
import dev.signalbox.router.chat.ToolUse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads {@code tools}, {@code tool_choice} and {@code parallel_tool_calls}. */
final class ToolUseReader {
  static final Set<String> FIELDS = Set.of("tools", "tool_choice", "parallel_tool_calls");

  private static final Set<String> TOOL_FIELDS = Set.of("type", "function");
  private static final Set<String> FUNCTION_FIELDS =
      Set.of("name", "description", "parameters", "strict");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private ToolUseReader() {}

  static ToolUse read(Field body) {
    List<Tool> tools = body.optional("tools").map(ToolUseReader::tools).orElse(List.of());
    ToolUse.Choice choice =
        body.optional("tool_choice")
            .map(field -> choice(field, tools))
            .orElseGet(ToolUse.Choice.Auto::new);
    boolean parallel = body.optional("parallel_tool_calls").map(Field::flag).orElse(true);
    // Without tools there is nothing to choose among, or to call in parallel.
    return tools.isEmpty() ? ToolUse.NONE : new ToolUse(tools, choice, parallel);
  }

  /** The function that a tool, a call or a choice is about: OpenAI's other kinds are its own. */
  static Field function(Field field, Set<String> allowed) {
    Field type = field.required("type");
    if (!type.text().equals("function")) {
      throw type.unsupported("can only be \"function\", for not every provider has others");
    }
    return field.only(allowed).required("function");
  }

  private static List<Tool> tools(Field field) {
    List<Tool> tools = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Field item : field.items()) {
      Field function = function(item, TOOL_FIELDS).only(FUNCTION_FIELDS);
      Field name = function.required("name");
      if (!NAME.matcher(name.text()).matches()) {
        throw name.invalidValue("has to be 1 to 64 letters, digits, underscores or hyphens");
      }
      if (!names.add(name.text())) {
        throw name.invalidValue("is the name of another tool already");
      }
      tools.add(
          new Tool(
              name.text(),
              function.optional("description").map(Field::text).orElse(""),
              function
                  .optional("parameters")
                  .map(ToolUseReader::schema)
                  .orElseGet(ToolUseReader::nothing),
              function.optional("strict").map(Field::flag).orElse(false)));
    }
    return tools;
  }

  private static JsonNode schema(Field field) {
    if (!field.node().isObject()) {
      throw field.invalidType("an object");
    }
    return field.node();
  }

  /** The schema of a function without parameters. */
  private static JsonNode nothing() {
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
    schema.putObject("properties");
    return schema;
  }

  private static ToolUse.Choice choice(Field field, List<Tool> tools) {
    if (field.node().isObject()) {
      Field name = function(field, TOOL_FIELDS).only(Set.of("name")).required("name");
      requireTool(name, Optional.of(name.text()), tools);
      return new ToolUse.Choice.Named(name.text());
    }
    return switch (field.text()) {
      case "auto" -> new ToolUse.Choice.Auto();
      case "none" -> new ToolUse.Choice.None();
      case "required" -> {
        requireTool(field, Optional.empty(), tools);
        yield new ToolUse.Choice.Required();
      }
      default ->
          throw field.invalidValue("has to be \"auto\", \"none\", \"required\" or a function");
    };
  }

  private static void requireTool(Field field, Optional<String> wanted, List<Tool> tools) {
    if (tools.stream().noneMatch(tool -> wanted.map(tool.name()::equals).orElse(true))) {
      throw field.invalidValue("demands a tool that \"tools\" does not have");
    }
  }
}
