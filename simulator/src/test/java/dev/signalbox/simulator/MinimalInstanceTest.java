package dev.signalbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class MinimalInstanceTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        {"type": "object", "required": ["name", "age", "tags", "vip", "score", "gone"],
         "properties": {
           "name": {"type": "string"}, "age": {"type": "integer"}, "vip": {"type": "boolean"},
           "tags": {"type": "array", "items": {"type": "string"}},
           "score": {"type": "number"}, "gone": {"type": "null"}, "optional": {"type": "string"}},
         "additionalProperties": false}
        """,
        """
        {"type": "object", "required": ["currency", "kind", "when", "at", "id", "mail", "link"],
         "properties": {
           "currency": {"enum": ["EUR", "USD"]}, "kind": {"const": "invoice"},
           "when": {"type": "string", "format": "date"},
           "at": {"type": "string", "format": "date-time"},
           "id": {"type": "string", "format": "uuid"},
           "mail": {"type": "string", "format": "email"},
           "link": {"type": "string", "format": "uri"}}}
        """,
        """
        {"type": "object", "required": ["lines", "total", "count", "ratio", "code", "word"],
         "properties": {
           "lines": {"type": "array", "minItems": 2, "items": {"$ref": "#/$defs/line"}},
           "total": {"type": "number", "exclusiveMinimum": 0, "maximum": 1},
           "count": {"type": "integer", "minimum": 3},
           "ratio": {"type": "number", "maximum": -1},
           "code": {"type": "string", "minLength": 12}, "word": {"type": "string", "maxLength": 2}},
         "$defs": {"line": {"type": "object", "required": ["text"],
           "properties": {"text": {"type": ["string", "null"]}}}}}
        """,
        """
        {"type": "object", "required": ["who", "what"],
         "properties": {
           "who": {"anyOf": [{"type": "null"}, {"type": "string"}]},
           "what": {"oneOf": [{"type": "integer"}, {"type": "string"}]}}}
        """,
        """
        {"type": "object", "required": ["name"],
         "properties": {"name": {"type": "string"}, "child": {"$ref": "#"}}}
        """,
      })
  void satisfiesTheSchema(String text) {
    JsonNode schema = Caller.JSON.readTree(text);

    JsonNode instance = MinimalInstance.of(schema);

    assertThat(errors(schema, instance)).as("%s", instance).isEmpty();
  }

  private static List<com.networknt.schema.Error> errors(JsonNode schema, JsonNode instance) {
    return SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder ->
                builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()))
        .getSchema(schema)
        .validate(instance);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        {"type": "object", "required": ["a", "b"],
         "properties": {"a": {"$ref": "#"}, "b": {"$ref": "#"}}}
        """,
        """
        {"type": "array", "minItems": 2000000000, "items": {"type": "array", "minItems": 2000000000}}
        """,
        """
        {"type": "string", "minLength": 2000000000}
        """,
      })
  void staysSmallWhenTheSchemaHasNoEnd(String text) {
    assertThat(MinimalInstance.of(Caller.JSON.readTree(text)).toString().length())
        .isLessThan(200_000);
  }

  @Test
  void makesSomethingOfASchemaThatSaysNothing() {
    assertThat(MinimalInstance.of(Caller.JSON.readTree("{}")).isString()).isTrue();
  }
}
