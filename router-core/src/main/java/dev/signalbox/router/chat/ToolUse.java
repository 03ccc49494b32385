package dev.signalbox.router.chat;

import java.util.List;

/**
 * The tools that a model may call, and how it is to choose among them.
 *
 * @param parallel whether one answer may hold several calls
 */
public record ToolUse(List<Tool> tools, Choice choice, boolean parallel) {
  public static final ToolUse NONE = new ToolUse(List.of(), new Choice.Auto(), true);

  public ToolUse {
    tools = List.copyOf(tools);
    if (tools.isEmpty() && !(choice instanceof Choice.Auto)) {
      throw new IllegalArgumentException("without tools there is no choice among them");
    }
    if (choice instanceof Choice.Named(String name)
        && tools.stream().noneMatch(tool -> tool.name().equals(name))) {
      throw new IllegalArgumentException("no tool is named " + name);
    }
  }

  /** The model may call {@code tools}, or not, as it sees fit. */
  public static ToolUse of(Tool... tools) {
    return new ToolUse(List.of(tools), new Choice.Auto(), true);
  }

  public boolean isEmpty() {
    return tools.isEmpty();
  }

  /** Whether a model has to call a tool. */
  public sealed interface Choice {
    /** The model decides. */
    record Auto() implements Choice {}

    /** No tool, though some are listed. */
    record None() implements Choice {}

    /** At least one tool, whichever. */
    record Required() implements Choice {}

    /** This tool. */
    record Named(String name) implements Choice {}
  }
}
