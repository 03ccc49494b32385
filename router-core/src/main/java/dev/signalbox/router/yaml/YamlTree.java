package dev.signalbox.router.yaml;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Text to a tree of mappings with distinct text keys, lists and scalars, whatever it is about. */
final class YamlTree {
  private static final int MAX_DEPTH = 64;
  private static final Pattern DECIMAL_NUMBER =
      Pattern.compile("[-+]?[0-9]{1,40}(\\.[0-9]{1,40})?([eE][-+]?[0-9]{1,2})?");

  private final LoadSettings settings =
      LoadSettings.builder()
          .setSchema(new CoreSchema())
          .setAllowNonScalarKeys(true) // so that we can say where they are
          .setCodePointLimit(YamlReader.MAX_BYTES)
          .build();
  private final Problems problems;

  private YamlTree(Problems problems) {
    this.problems = problems;
  }

  /** The top mapping; throws if the text has not exactly one or holds what we do not take. */
  static YamlMapping parse(String text, Problems problems) {
    try {
      return new YamlTree(problems).parse(text);
    } catch (MarkedYamlEngineException e) {
      throw problems.with(
          Place.of(e.getProblemMark().or(e::getContextMark)), malformed(e.getProblem()));
    } catch (ReaderException e) {
      throw problems.with(
          Place.at(text, e.getPosition()),
          "the character U+%04X is not allowed in YAML; delete it".formatted(e.getCodePoint()));
    } catch (YamlEngineException e) {
      throw problems.with(Place.START, malformed(String.valueOf(e.getMessage())));
    }
  }

  private YamlMapping parse(String text) {
    // First the flat events: composing the tree recurses, so its depth has to be known before.
    checkEvents(new Parse(settings).parseString(text));
    problems.throwIfAny();
    Optional<Node> root = new Compose(settings).composeString(text);
    root.ifPresent(this::checkNode);
    problems.throwIfAny();
    if (root.isPresent() && root.get() instanceof MappingNode mapping) {
      return problems.mapping(mapping, Place.START);
    }
    String found = root.isEmpty() ? "the file is empty" : "the file is not a mapping";
    throw problems.with(Place.START, found + "; it has to be lines of the form \"key: value\"");
  }

  private void checkEvents(Iterable<Event> events) {
    int depth = 0;
    for (Event event : events) {
      switch (event) {
        case CollectionStartEvent _ -> depth++;
        case CollectionEndEvent _ -> depth--;
        default -> {}
      }
      if (depth > MAX_DEPTH) {
        throw problems.with(
            Place.of(event.getStartMark()),
            "this is nested more than " + MAX_DEPTH + " levels deep; flatten it");
      }
      unsupported(event)
          .ifPresent(what ->
              problems.add(
                  Place.of(event.getStartMark()), what + " not supported; write the value out"));
    }
  }

  private static Optional<String> unsupported(Event event) {
    return switch (event) {
      case AliasEvent _ -> Optional.of("aliases (*name) are");
      case NodeEvent node when node.getAnchor().isPresent() -> Optional.of("anchors (&name) are");
      case ScalarEvent scalar -> scalar.getTag().map(tag -> "the tag " + tag + " is");
      case CollectionStartEvent start -> start.getTag().map(tag -> "the tag " + tag + " is");
      default -> Optional.empty();
    };
  }

  private void checkNode(Node node) {
    switch (node) {
      case MappingNode mapping -> checkEntries(mapping);
      case SequenceNode sequence -> sequence.getValue().forEach(this::checkNode);
      case ScalarNode scalar -> checkNumber(scalar);
      default -> throw new AssertionError("no other node comes without an alias");
    }
  }

  private void checkEntries(MappingNode mapping) {
    Map<String, Place> seen = new HashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Place place = Place.of(tuple.getKeyNode().getStartMark());
      if (tuple.getKeyNode() instanceof ScalarNode key && key.getTag().equals(Tag.STR)) {
        Place earlier = seen.putIfAbsent(key.getValue(), place);
        if (earlier != null) {
          problems.add(
              place,
              Shown.quoted(key.getValue())
                  + " was given in line "
                  + earlier.line()
                  + " already; keep one of the two");
        }
      } else {
        problems.add(place, "a key has to be text; put it in quotes");
      }
      checkNode(tuple.getValueNode());
    }
  }

  /** YAML also has hexadecimal, octal, infinite and undefined numbers; nothing here wants them. */
  private void checkNumber(ScalarNode scalar) {
    boolean number = scalar.getTag().equals(Tag.INT) || scalar.getTag().equals(Tag.FLOAT);
    if (number && !DECIMAL_NUMBER.matcher(scalar.getValue()).matches()) {
      problems.add(
          Place.of(scalar.getStartMark()),
          Shown.quoted(scalar.getValue())
              + " is not a decimal number; write it in digits, or in quotes if it is text");
    }
  }

  private static String malformed(String what) {
    return what.contains("(TAB)")
        ? "a tab cannot indent YAML; use spaces"
        : "this is not well-formed YAML (" + what + "); check indentation, quotes and colons here";
  }
}
