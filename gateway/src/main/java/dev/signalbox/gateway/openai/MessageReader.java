package dev.signalbox.gateway.openai;

import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.Role;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one of {@code messages}. */
final class MessageReader {
  private static final Set<String> FIELDS = Set.of("role", "content", "name");
  private static final Set<String> ASSISTANT_FIELDS =
      Set.of(
          "role",
          "content",
          "name",
          "refusal",
          "annotations",
          "audio",
          "function_call",
          "tool_calls");
  private static final Pattern DATA_URL =
      Pattern.compile("data:(image/[a-z0-9.+-]+);base64,(.*)", Pattern.CASE_INSENSITIVE);

  private MessageReader() {}

  static Message read(Field field) {
    Field roleField = field.required("role");
    Role role = role(roleField);
    field.only(role == Role.ASSISTANT ? ASSISTANT_FIELDS : FIELDS);
    for (String name : List.of("name", "audio", "function_call", "tool_calls")) {
      field
          .optional(name)
          .ifPresent(given -> {
            throw given.unsupported("cannot be passed on to every provider; leave it out");
          });
    }
    return new Message(role, parts(field, role));
  }

  private static Role role(Field field) {
    return switch (field.text()) {
      // OpenAI renamed the one to the other; to other vendors they are the same.
      case "system", "developer" -> Role.SYSTEM;
      case "user" -> Role.USER;
      case "assistant" -> Role.ASSISTANT;
      case "tool", "function" ->
          throw field.unsupported("cannot be \"" + field.text() + "\": tools are not supported");
      default -> throw field.invalidValue("has to be one of system, developer, user, assistant");
    };
  }

  /** An answer that a client sends back as history may hold a refusal beside or as its content. */
  private static List<Part> parts(Field message, Role role) {
    List<Part> parts = new ArrayList<>();
    Optional<Field> refusal = message.optional("refusal");
    Optional<Field> content = message.optional("content");
    if (content.isEmpty() && refusal.isEmpty()) {
      message.required("content");
    }
    content.ifPresent(given -> parts.addAll(contentParts(given, role)));
    refusal.ifPresent(given -> parts.add(new Part.Text(given.text())));
    return parts;
  }

  private static List<Part> contentParts(Field content, Role role) {
    if (content.node().isString()) {
      return List.of(new Part.Text(content.text()));
    }
    List<Part> parts = content.items().stream().map(item -> part(item, role)).toList();
    if (parts.isEmpty()) {
      throw content.invalidValue("needs at least one part");
    }
    return parts;
  }

  private static Part part(Field field, Role role) {
    Field type = field.required("type");
    return switch (type.text()) {
      case "text" -> new Part.Text(payload(field, "text").text());
      case "refusal" -> {
        requireRole(type, role, Role.ASSISTANT);
        yield new Part.Text(payload(field, "refusal").text());
      }
      case "image_url" -> {
        requireRole(type, role, Role.USER);
        yield image(payload(field, "image_url"));
      }
      default -> throw type.unsupported("has to be \"text\" or \"image_url\"");
    };
  }

  /** A part holds its content under the name of its type. */
  private static Field payload(Field part, String type) {
    return part.only(Set.of("type", type)).required(type);
  }

  private static void requireRole(Field type, Role role, Role wanted) {
    if (role != wanted) {
      throw type.invalidValue(
          "can be \""
              + type.text()
              + "\" only where the role is "
              + wanted.name().toLowerCase(Locale.ROOT));
    }
  }

  private static Part image(Field field) {
    field
        .only(Set.of("url", "detail"))
        .optional("detail")
        .filter(detail -> !detail.text().equals("auto"))
        .ifPresent(detail -> {
          throw detail.unsupported("can only be \"auto\", for not every provider has others");
        });
    Field url = field.required("url");
    return url.text().regionMatches(true, 0, "data:", 0, 5) ? inline(url) : linked(url);
  }

  private static Part inline(Field url) {
    Matcher matcher = DATA_URL.matcher(url.text());
    if (!matcher.matches()) {
      throw url.invalidValue("has to be of the form data:image/TYPE;base64,DATA");
    }
    try {
      return new Part.InlineImage(matcher.group(1).toLowerCase(Locale.ROOT), matcher.group(2));
    } catch (IllegalArgumentException e) {
      throw url.invalidValue("is not valid Base64");
    }
  }

  private static Part linked(Field url) {
    try {
      URI uri = URI.create(url.text());
      if (uri.getHost() != null
          && ("https".equalsIgnoreCase(uri.getScheme())
              || "http".equalsIgnoreCase(uri.getScheme()))) {
        return new Part.LinkedImage(uri);
      }
    } catch (IllegalArgumentException e) {
      // Falls through to the same complaint as a URL of another kind.
    }
    throw url.invalidValue("has to be an http, https or data URL");
  }
}
