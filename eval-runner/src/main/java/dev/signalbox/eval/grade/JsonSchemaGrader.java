package dev.signalbox.eval.grade;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.signalbox.router.chat.ResponseFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * 1 when the answer satisfies the JSON schema that the request asked for, else 0. Schemas are read
 * as draft 2020-12 unless they say otherwise, and {@code format} is enforced.
 */
public final class JsonSchemaGrader implements Grader {
  public static final String NAME = "json_schema";
  private static final int ERRORS_NAMED = 5;

  private final SchemaRegistry registry = registry();

  /** Compiling takes far longer than judging; a suite has only a few schemas. */
  private final Map<JsonNode, Schema> compiled = new ConcurrentHashMap<>();

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
    if (!(answer.request().format() instanceof ResponseFormat.JsonSchema wanted)) {
      return new Grade.Unscored("the case asks for no JSON schema");
    }
    return switch (JsonAnswer.of(answer.reply())) {
      case JsonAnswer.Flawed flawed -> flawed.grade();
      case JsonAnswer.Read(JsonNode got) -> judge(wanted.schema(), got);
    };
  }

  /**
   * What keeps {@code schema} from being a usable JSON schema, each for people; empty when nothing
   * does. References to other documents are not followed.
   */
  public static List<String> problems(JsonNode schema) {
    SchemaRegistry registry = registry();
    Schema rules =
        registry.getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));
    List<Error> errors = rules.validate(schema);
    if (!errors.isEmpty()) {
      return errors.stream().map(Error::toString).toList();
    }
    try {
      registry.getSchema(schema).initializeValidators();
      return List.of();
    } catch (SchemaException e) {
      return List.of(Excerpt.of(String.valueOf(e.getMessage())));
    }
  }

  private static SchemaRegistry registry() {
    return SchemaRegistry.withDefaultDialect(
        SpecificationVersion.DRAFT_2020_12,
        builder ->
            builder.schemaRegistryConfig(
                SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
  }

  private Grade judge(JsonNode schema, JsonNode got) {
    List<Error> errors = compiled.computeIfAbsent(schema, registry::getSchema).validate(got);
    if (errors.isEmpty()) {
      return new Grade.Scored(1, "satisfies the schema");
    }
    String named =
        errors.stream()
            .limit(ERRORS_NAMED)
            .map(error -> Excerpt.of(sentence(error)))
            .collect(Collectors.joining("; "));
    int unnamed = errors.size() - ERRORS_NAMED;
    return new Grade.Scored(
        0, "violates the schema: " + named + (unnamed > 0 ? "; and " + unnamed + " more" : ""));
  }

  /** The validator names the place in front, and nothing when the place is the whole answer. */
  private static String sentence(Error error) {
    String sentence = error.toString();
    return sentence.startsWith(": ") ? sentence.substring(2) : sentence;
  }
}
