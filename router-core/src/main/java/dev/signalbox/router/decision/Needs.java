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

  static Needs of(Task task, ChatRequest request, boolean streamed) {
    EnumSet<Capability> capabilities = EnumSet.of(Capability.TEXT);
    capabilities.addAll(task.requires());
    add(capabilities, Capability.IMAGE, request.hasImages());
    add(capabilities, Capability.PDF, request.hasPdfs());
    add(capabilities, Capability.TOOLS, !request.toolUse().isEmpty() || request.hasToolCalls());
    add(
        capabilities,
        Capability.JSON_SCHEMA,
        request.format() instanceof ResponseFormat.JsonSchema);
    add(capabilities, Capability.CITATIONS, request.search());
    add(capabilities, Capability.STREAMING, streamed);
    return new Needs(capabilities, parameters(request), request.sampling().temperature().orElse(0));
  }

  private static Set<Parameter> parameters(ChatRequest request) {
    EnumSet<Parameter> parameters = EnumSet.noneOf(Parameter.class);
    Sampling sampling = request.sampling();
    if (!sampling.isDefault()) {
      add(parameters, Parameter.TEMPERATURE, sampling.temperature().isPresent());
      add(parameters, Parameter.TOP_P, sampling.topP().isPresent());
      add(parameters, Parameter.TOP_K, sampling.topK().isPresent());
      add(parameters, Parameter.SEED, sampling.seed().isPresent());
      add(parameters, Parameter.FREQUENCY_PENALTY, sampling.frequencyPenalty().isPresent());
      add(parameters, Parameter.PRESENCE_PENALTY, sampling.presencePenalty().isPresent());
    }
    add(parameters, Parameter.STOP, !request.stop().isEmpty());
    add(parameters, Parameter.JSON_OBJECT, request.format() instanceof ResponseFormat.JsonObject);
    ToolUse.Choice choice = request.toolUse().choice();
    add(
        parameters,
        Parameter.TOOL_CHOICE,
        choice instanceof ToolUse.Choice.Required || choice instanceof ToolUse.Choice.Named);
    add(
        parameters,
        Parameter.SERIAL_TOOLS,
        !request.toolUse().isEmpty() && !request.toolUse().parallel());
    return parameters;
  }

  private static <E> void add(Set<E> set, E element, boolean wanted) {
    if (wanted) {
      set.add(element);
    }
  }

  boolean withinCapabilitiesOf(Model model) {
    return model.capabilities().containsAll(capabilities);
  }

  /** Whether the model accepts all that the request sets, and the effort it is to be told. */
  boolean acceptedBy(Model model, Target target, ChatRequest request) {
    Optional<Effort> effort = request.effort().or(target::effort);
    return model.accepts().containsAll(parameters)
        && (!parameters.contains(Parameter.TEMPERATURE) || temperature <= model.maxTemperature())
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
