package dev.signalbox.gateway.openai;

import dev.signalbox.router.chat.Attribution;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Whom and what a call is for: {@code user}, or else {@code safety_identifier}, and {@code
 * metadata}, whose {@code prompt_version} is one and whose other entries become tags such as {@code
 * feature=search}.
 */
final class AttributionReader {
  static final Set<String> FIELDS = Set.of("user", "safety_identifier", "metadata");

  private static final String PROMPT_VERSION = "prompt_version";

  private AttributionReader() {}

  static Attribution read(Field body) {
    Optional<String> user =
        body.optional("user")
            .or(() -> body.optional("safety_identifier"))
            .map(field -> name(field));
    Optional<Field> metadata = body.optional("metadata").map(AttributionReader::object);
    return new Attribution(
        Optional.empty(),
        user,
        metadata.flatMap(entries -> entries.optional(PROMPT_VERSION)).map(field -> name(field)),
        metadata.map(AttributionReader::tags).orElseGet(TreeSet::new));
  }

  private static Field object(Field metadata) {
    if (!metadata.node().isObject()) {
      throw metadata.invalidType("an object");
    }
    return metadata;
  }

  private static SortedSet<String> tags(Field metadata) {
    SortedSet<String> tags = new TreeSet<>();
    for (String name : metadata.node().propertyNames()) {
      if (!name.equals(PROMPT_VERSION)) {
        Field value = metadata.required(name);
        tags.add(checked(value, name + "=" + value.text()));
      }
    }
    if (tags.size() > Attribution.MOST_TAGS) {
      throw metadata.invalidValue("can have at most " + Attribution.MOST_TAGS + " entries");
    }
    return tags;
  }

  private static String name(Field field) {
    return checked(field, field.text());
  }

  private static String checked(Field field, String name) {
    if (name.isBlank() || name.length() > Attribution.LONGEST) {
      throw field.invalidValue(
          "has to have between 1 and " + Attribution.LONGEST + " characters, and not only spaces");
    }
    return name;
  }
}
