package dev.signalbox.gateway.openai;

import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.Role;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a message's {@code content}: text, or a list of parts. */
final class ContentReader {
  private static final Pattern IMAGE =
      Pattern.compile("data:(image/[a-z0-9.+-]+);base64,(.*)", Pattern.CASE_INSENSITIVE);
  private static final Pattern PDF =
      Pattern.compile("data:application/pdf;base64,(.*)", Pattern.CASE_INSENSITIVE);
  private static final String UNNAMED = "document.pdf";

  private ContentReader() {}

  /** At least one part. */
  static List<Part> read(Field content, Role role) {
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
      case "file" -> {
        requireRole(type, role, Role.USER);
        yield pdf(payload(field, "file"));
      }
      default -> throw type.unsupported("has to be \"text\", \"image_url\" or \"file\"");
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
    if (!isData(url)) {
      return new Part.LinkedImage(link(url));
    }
    Matcher matcher = IMAGE.matcher(url.text());
    if (!matcher.matches()) {
      throw url.invalidValue("has to be of the form data:image/TYPE;base64,DATA");
    }
    try {
      return new Part.InlineImage(matcher.group(1).toLowerCase(Locale.ROOT), matcher.group(2));
    } catch (IllegalArgumentException e) {
      throw url.invalidValue("is not valid Base64");
    }
  }

  private static Part pdf(Field field) {
    field
        .only(Set.of("file_data", "filename", "file_id"))
        .optional("file_id")
        .ifPresent(id -> {
          throw id.unsupported("is known to one provider only; send the file as \"file_data\"");
        });
    Field data = field.required("file_data");
    Optional<Field> name = field.optional("filename");
    name.filter(given -> given.text().isBlank())
        .ifPresent(given -> {
          throw given.invalidValue("cannot be blank");
        });
    if (!isData(data)) {
      return new Part.LinkedPdf(link(data));
    }
    Matcher matcher = PDF.matcher(data.text());
    if (!matcher.matches()) {
      throw data.unsupported("has to be a PDF, of the form data:application/pdf;base64,DATA");
    }
    try {
      return new Part.InlinePdf(name.map(Field::text).orElse(UNNAMED), matcher.group(1));
    } catch (IllegalArgumentException e) {
      throw data.invalidValue("is not valid Base64");
    }
  }

  private static boolean isData(Field url) {
    return url.text().regionMatches(true, 0, "data:", 0, 5);
  }

  private static URI link(Field url) {
    try {
      URI uri = URI.create(url.text());
      if (uri.getHost() != null
          && ("https".equalsIgnoreCase(uri.getScheme())
              || "http".equalsIgnoreCase(uri.getScheme()))) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // Falls through to the same complaint as a URL of another kind.
    }
    throw url.invalidValue("has to be an http, https or data URL");
  }
}
