package dev.signalbox.eval.golden;

import dev.signalbox.eval.grade.FieldMatchGrader;
import dev.signalbox.eval.grade.Grader;
import dev.signalbox.eval.grade.JsonSchemaGrader;
import dev.signalbox.eval.grade.LatencyGrader;
import dev.signalbox.eval.grade.WeightedGrader;
import dev.signalbox.router.yaml.YamlMapping;
import dev.signalbox.router.yaml.YamlValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What {@code suite.yaml} says.
 *
 * @param instructions the system message of every case
 * @param schemas by name; each case's answer has to satisfy one of them, or none if there are none
 */
record SuiteSettings(
    String name,
    String task,
    String description,
    double passMark,
    Optional<String> instructions,
    OptionalInt maxOutputTokens,
    SequencedMap<String, JsonNode> schemas,
    List<WeightedGrader> graders) {
  private static final int FORMAT = 1;
  private static final BigDecimal LOWEST_PASS_MARK = new BigDecimal("0.01");
  private static final BigDecimal HIGHEST_WEIGHT = new BigDecimal(1000);
  private static final int MOST_OUTPUT_TOKENS = 1_000_000;
  private static final Duration LONGEST = Duration.ofHours(1);

  /** What providers accept as the name of a response format. */
  private static final Pattern SCHEMA_NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

  private static final List<Kind> KINDS =
      List.of(
          new Kind(JsonSchemaGrader.NAME, _ -> new JsonSchemaGrader()),
          new Kind(FieldMatchGrader.NAME, _ -> new FieldMatchGrader()),
          new Kind(LatencyGrader.NAME, entry -> new LatencyGrader(limit(entry))));

  /** A grader's name, and how the rest of its entry is read. */
  private record Kind(String name, Function<YamlMapping, Grader> reading) {}

  SuiteSettings {
    schemas = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(schemas));
    graders = List.copyOf(graders);
  }

  static SuiteSettings of(YamlMapping root) {
    root.required("format").integer(FORMAT, FORMAT);
    SequencedMap<String, JsonNode> schemas =
        root.optional("schemas").map(SuiteSettings::schemas).orElseGet(LinkedHashMap::new);
    return new SuiteSettings(
        root.required("name").text(),
        root.required("task").text(),
        root.required("description").text(),
        root.required("pass_mark").decimal(LOWEST_PASS_MARK, BigDecimal.ONE).doubleValue(),
        root.optional("instructions").map(YamlValue::text),
        root.optional("max_output_tokens")
            .map(limit -> OptionalInt.of(limit.integer(1, MOST_OUTPUT_TOKENS)))
            .orElseGet(OptionalInt::empty),
        schemas,
        graders(root.required("graders"), !schemas.isEmpty()));
  }

  private static SequencedMap<String, JsonNode> schemas(YamlValue value) {
    SequencedMap<String, JsonNode> schemas = new LinkedHashMap<>();
    value
        .mapping()
        .entries()
        .forEach((name, schema) -> {
          if (!SCHEMA_NAME.matcher(name).matches()) {
            schema.problem(
                "a schema is named with up to 64 letters, digits, _ and -; rename this one");
          }
          JsonNode json = schema.json();
          JsonSchemaGrader.problems(json)
              .forEach(problem -> schema.problem("this is not a JSON schema: " + problem));
          schemas.put(name, json);
        });
    return schemas;
  }

  private static List<WeightedGrader> graders(YamlValue value, boolean hasSchemas) {
    List<WeightedGrader> graders = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (YamlValue item : value.list()) {
      WeightedGrader weighted = grader(item.mapping());
      String name = weighted.grader().name();
      if (!names.add(name)) {
        item.problem("\"" + name + "\" is there already; keep one of the two");
      }
      if (name.equals(JsonSchemaGrader.NAME) && !hasSchemas) {
        item.problem("json_schema needs a schema to judge by; add one under \"schemas\"");
      }
      graders.add(weighted);
    }
    if (graders.stream().noneMatch(weighted -> weighted.weight() > 0)) {
      value.problem("at least one grader has to have a weight above 0, or nothing ever passes");
    }
    return graders;
  }

  private static WeightedGrader grader(YamlMapping entry) {
    double weight = entry.required("weight").decimal(BigDecimal.ZERO, HIGHEST_WEIGHT).doubleValue();
    Kind kind = entry.required("name").choice(KINDS, Kind::name);
    return new WeightedGrader(kind.reading().apply(entry), weight);
  }

  private static Duration limit(YamlMapping entry) {
    return entry.required("limit").duration(Duration.ofMillis(1), LONGEST);
  }
}
