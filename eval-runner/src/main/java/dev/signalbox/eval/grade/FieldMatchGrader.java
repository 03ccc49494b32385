package dev.signalbox.eval.grade;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The share of fields that are as expected, over all fields that either side has: a missing field
 * counts, and so does one that was made up. A field is a leaf of the JSON; elements of arrays are
 * compared place by place. Numbers are equal by value, strings when they are after trimming, and
 * null only equals null.
 */
public final class FieldMatchGrader implements Grader {
  public static final String NAME = "field_match";
  private static final int DIFFERENCES_NAMED = 8;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String version() {
    return NAME + "/1";
  }

  @Override
  public Grade grade(CaseAnswer answer) {
    return switch (JsonAnswer.of(answer.reply())) {
      case JsonAnswer.Flawed flawed -> flawed.grade();
      case JsonAnswer.Read(JsonNode got) -> compare(answer.expected(), got);
    };
  }

  private static Grade compare(JsonNode expected, JsonNode got) {
    Map<String, JsonNode> wanted = Fields.of(expected);
    Map<String, JsonNode> found = Fields.of(got);
    Set<String> paths = new LinkedHashSet<>(wanted.keySet());
    paths.addAll(found.keySet());
    List<String> differences = new ArrayList<>();
    for (String path : paths) {
      difference(wanted.get(path), found.get(path))
          .ifPresent(difference -> differences.add(path + ": " + difference));
    }
    double score = (paths.size() - differences.size()) / (double) paths.size();
    return new Grade.Scored(score, explain(paths.size(), differences));
  }

  private static Optional<String> difference(@Nullable JsonNode wanted, @Nullable JsonNode found) {
    if (wanted == null) {
      return Optional.of("not expected, got " + Excerpt.of(String.valueOf(found)));
    }
    String expected = "expected " + Excerpt.of(wanted.toString());
    if (found == null) {
      return Optional.of("missing, " + expected);
    }
    return sameValue(wanted, found)
        ? Optional.empty()
        : Optional.of(expected + ", got " + Excerpt.of(found.toString()));
  }

  private static boolean sameValue(JsonNode wanted, JsonNode found) {
    if (wanted.isNumber() && found.isNumber()) {
      return wanted.decimalValue().compareTo(found.decimalValue()) == 0;
    }
    if (wanted.isString() && found.isString()) {
      return wanted.stringValue().strip().equals(found.stringValue().strip());
    }
    return wanted.equals(found);
  }

  private static String explain(int fields, List<String> differences) {
    if (differences.isEmpty()) {
      return "all " + fields + " fields match";
    }
    String named = String.join("; ", differences.stream().limit(DIFFERENCES_NAMED).toList());
    int unnamed = differences.size() - DIFFERENCES_NAMED;
    return differences.size()
        + " of "
        + fields
        + " fields differ: "
        + named
        + (unnamed > 0 ? "; and " + unnamed + " more" : "");
  }
}
