package dev.signalbox.gateway.openai;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The body of a request as JSON. Whatever the bytes, the tree stays of a bounded size. */
public final class JsonBody {
  private static final int MAX_DEPTH = 100;
  private static final long MAX_TOKENS = 200_000;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxTokenCount(MAX_TOKENS)
                          .maxStringLength(Integer.MAX_VALUE) // the body's length is the limit
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private JsonBody() {}

  /**
   * The object that {@code bytes} spell.
   *
   * @throws ApiException if they spell anything else, with line and column
   */
  public static JsonNode parse(byte[] bytes) {
    JsonNode body = tree(bytes);
    if (!body.isObject()) {
      throw invalid("the body has to be a JSON object");
    }
    return body;
  }

  private static JsonNode tree(byte[] bytes) {
    try {
      return MAPPER.readTree(bytes);
    } catch (StreamConstraintsException e) {
      throw invalid(
          "the body is too complex: at most "
              + MAX_DEPTH
              + " levels of nesting and "
              + MAX_TOKENS
              + " JSON tokens are read");
    } catch (JacksonException e) {
      TokenStreamLocation at = e.getLocation();
      String where =
          at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
      throw invalid("the body is not valid JSON" + where + ": " + e.getOriginalMessage());
    }
  }

  private static ApiException invalid(String message) {
    return new ApiException(ApiError.invalid(400, "invalid_json", message));
  }
}
