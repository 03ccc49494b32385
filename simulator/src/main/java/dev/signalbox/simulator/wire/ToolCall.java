package dev.signalbox.simulator.wire;

import tools.jackson.databind.node.ObjectNode;

/** A model's wish to have a tool called. */
public record ToolCall(String name, ObjectNode arguments) {}
