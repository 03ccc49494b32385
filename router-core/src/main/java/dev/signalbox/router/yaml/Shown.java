package dev.signalbox.router.yaml;

import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** How sentences about a file show what stands in it: short and on one line, whatever it held. */
final class Shown {
  private static final int CHARACTERS = 40;

  private Shown() {}

  /** Ends a sentence on what a value has to be with what it is. */
  static String instead(Node node) {
    return switch (node) {
      case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> ", but nothing is given";
      case ScalarNode scalar when scalar.isPlain() -> ", not " + shortened(scalar.getValue());
      case ScalarNode scalar -> ", not " + quoted(scalar.getValue());
      case SequenceNode list -> list.getValue().isEmpty() ? ", not an empty list" : ", not a list";
      default -> ", not a mapping";
    };
  }

  static String quoted(String text) {
    return '"' + shortened(text) + '"';
  }

  private static String shortened(String text) {
    String oneLine = text.replaceAll("\\p{Cntrl}", " ");
    return oneLine.codePointCount(0, oneLine.length()) <= CHARACTERS
        ? oneLine
        : oneLine.substring(0, oneLine.offsetByCodePoints(0, CHARACTERS)) + "…";
  }
}
