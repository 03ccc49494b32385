package dev.signalbox.router.decision;

import dev.signalbox.router.catalog.Capability;
import dev.signalbox.router.catalog.Model;
import dev.signalbox.router.catalog.Parameter;
import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Effort;
import dev.signalbox.router.chat.ResponseFormat;
import dev.signalbox.router.chat.Sampling;
import dev.signalbox.router.chat.ToolUse;
import dev.signalbox.router.table.Target;
import dev.signalbox.router.table.Task;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What a call asks of a model: capabilities and parameters, found once for all targets. */
record Needs(Set<Capability> capabilities, Set<Parameter> parameters, double temperature) {
  // To go through all of these makes no garbage; to go through a set does, for each target.
  private static final Capability[] CAPABILITIES = Capability.values();
  private static final Parameter[] PARAMETERS = Parameter.values();

  static Needs of(Task task, ChatRequest request, boolean streamed) {
    Set<Capability> needed = EnumSet.of(Capability.TEXT);
    for (Capability capability : CAPABILITIES) {
      add(needed, capability, task.requires().contains(capability));
    }
    add(needed, Capability.IMAGE, request.hasImages());
    add(needed, Capability.PDF, request.hasPdfs());
    add(needed, Capability.TOOLS, !request.toolUse().isEmpty() || request.hasToolCalls());
    add(needed, Capability.JSON_SCHEMA, request.format() instanceof ResponseFormat.JsonSchema);
    add(needed, Capability.CITATIONS, request.search());
    add(needed, Capability.STREAMING, streamed);
    return new Needs(needed, parameters(request), request.sampling().temperature().orElse(0));
  }

  private static Set<Parameter> parameters(ChatRequest request) {
    Set<Parameter> set = EnumSet.noneOf(Parameter.class);
    Sampling sampling = request.sampling();
    add(set, Parameter.TEMPERATURE, sampling.temperature().isPresent());
    add(set, Parameter.TOP_P, sampling.topP().isPresent());
    add(set, Parameter.TOP_K, sampling.topK().isPresent());
    add(set, Parameter.SEED, sampling.seed().isPresent());
    add(set, Parameter.FREQUENCY_PENALTY, sampling.frequencyPenalty().isPresent());
    add(set, Parameter.PRESENCE_PENALTY, sampling.presencePenalty().isPresent());
    add(set, Parameter.STOP, !request.stop().isEmpty());
    add(set, Parameter.JSON_OBJECT, request.format() instanceof ResponseFormat.JsonObject);
    ToolUse toolUse = request.toolUse();
    boolean demands =
        toolUse.choice() instanceof ToolUse.Choice.Required
            || toolUse.choice() instanceof ToolUse.Choice.Named;
    add(set, Parameter.TOOL_CHOICE, demands);
    add(set, Parameter.SERIAL_TOOLS, !toolUse.isEmpty() && !toolUse.parallel());
    add(set, Parameter.LINKED_PDF, request.hasLinkedPdfs());
    return set;
  }

  private static <E> void add(Set<E> set, E element, boolean wanted) {
    if (wanted) {
      set.add(element);
    }
  }

  boolean withinCapabilitiesOf(Model model) {
    for (Capability capability : CAPABILITIES) {
      if (capabilities.contains(capability) && !model.capabilities().contains(capability)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the model accepts all that the request sets, and the effort it is to be told. */
  boolean acceptedBy(Model model, Target target, ChatRequest request) {
    for (Parameter parameter : PARAMETERS) {
      if (parameters.contains(parameter) && !model.accepts().contains(parameter)) {
        return false;
      }
    }
    Optional<Effort> effort = request.effort().isPresent() ? request.effort() : target.effort();
    return temperature <= model.maxTemperature()
        && (effort.isEmpty() || accepts(model, effort.get()));
  }

  /** A model that cannot be told how much to reason, and does not, can be told not to. */
  private static boolean accepts(Model model, Effort effort) {
    return model.efforts().contains(effort)
        || (effort == Effort.NONE
            && model.efforts().isEmpty()
            && !model.capabilities().contains(Capability.REASONING));
  }
}
