package dev.signalbox.db;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a PostgreSQL database is and who we are there.
 *
 * @param jdbcUrl without user and password
 * @param user empty for the driver's default, the operating system's user
 * @param password empty for none
 */
public record DatabaseAddress(String jdbcUrl, String user, String password) {
  private static final Pattern URL =
      Pattern.compile(
          "(?:jdbc:)?postgres(?:ql)?://(?:(?<user>[^:@/?]*)(?::(?<password>[^@/?]*))?@)?"
              + "(?<servers>[^@/?]+)/(?<database>[^@/?]+)(?:\\?(?<options>.*))?");

  /**
   * Reads {@code jdbc:postgresql://…} and {@code postgres://user:password@host:port/database}; user
   * and password may also be options of the URL.
   *
   * @throws DatabaseException if {@code url} is neither; it is not repeated, for it may hold a
   *     password
   */
  public static DatabaseAddress of(String url) {
    Matcher parts = URL.matcher(url.strip());
    if (!parts.matches()) {
      throw notUnderstood();
    }
    String user = decoded(parts.group("user"));
    String password = decoded(parts.group("password"));
    List<String> options = new ArrayList<>();
    for (String option : orEmpty(parts.group("options")).split("&", -1)) {
      if (option.startsWith("user=")) {
        user = decoded(option.substring("user=".length()));
      } else if (option.startsWith("password=")) {
        password = decoded(option.substring("password=".length()));
      } else if (!option.isEmpty()) {
        options.add(option);
      }
    }
    String place = "jdbc:postgresql://" + parts.group("servers") + "/" + parts.group("database");
    String query = options.isEmpty() ? "" : "?" + String.join("&", options);
    return new DatabaseAddress(place + query, user, password);
  }

  private static String decoded(@Nullable String text) {
    try {
      // Unlike in a form, a plus sign is a plus sign here.
      return URLDecoder.decode(orEmpty(text).replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw notUnderstood(); // a percent sign without two digits; the cause would quote it
    }
  }

  private static DatabaseException notUnderstood() {
    return new DatabaseException(
        "the database URL is not understood; it has the form"
            + " jdbc:postgresql://HOST:PORT/DATABASE or"
            + " postgres://USER:PASSWORD@HOST:PORT/DATABASE");
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** Host and port, or several of them. */
  public String servers() {
    return part("servers");
  }

  public String database() {
    return part("database");
  }

  private String part(String name) {
    Matcher parts = URL.matcher(jdbcUrl);
    return parts.matches() ? orEmpty(parts.group(name)) : jdbcUrl;
  }

  /** Without the password. */
  @Override
  public String toString() {
    return user.isEmpty() ? jdbcUrl : jdbcUrl + " as " + user;
  }
}
