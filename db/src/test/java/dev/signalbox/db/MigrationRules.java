package dev.signalbox.db;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a migration may do to tables that others are at work with; see docs/operations.md. */
final class MigrationRules {
  private static final Pattern COMMENT = Pattern.compile("--.*");
  private static final Pattern BODY = Pattern.compile("\\$\\$.*?\\$\\$", Pattern.DOTALL);
  private static final Pattern CREATED = Pattern.compile("create table (?:if not exists )?(\\w+)");
  private static final Pattern ALTERED =
      Pattern.compile("alter table (?:if exists )?(?:only )?(\\w+)");
  private static final Pattern INDEXED =
      Pattern.compile("create (?:unique )?index .*?\\bon (?:only )?(\\w+)");

  private MigrationRules() {}

  /** One line for each statement that breaks a rule. */
  static List<String> broken(String migration) {
    List<String> statements = statements(migration);
    String whole = String.join(";", statements);
    Set<String> made = all(CREATED, whole);
    boolean tellsWhoIsLeftOut = whole.contains("update schema_support set oldest_program");
    List<String> broken = new ArrayList<>();
    for (String statement : statements) {
      boolean concurrent = statement.contains(" concurrently ");
      if (takesAway(statement) && !tellsWhoIsLeftOut) {
        broken.add("takes away without a word in schema_support: " + statement);
      }
      if (concurrent && statements.size() > 1) {
        broken.add("is not alone, so that it cannot be made concurrently: " + statement);
      }
      if (!concurrent && isOfOthers(INDEXED, statement, made)) {
        broken.add("keeps writers out while it makes an index: " + statement);
      }
      if (isOfOthers(ALTERED, statement, made) && rewritesOrReadsAll(statement)) {
        broken.add("rewrites or reads a whole table under its lock: " + statement);
      }
    }
    return broken;
  }

  private static boolean takesAway(String statement) {
    return statement.matches("drop (table|function|view|type) .*")
        || statement.matches("alter table .*\\b(drop column|rename)\\b.*");
  }

  private static boolean rewritesOrReadsAll(String statement) {
    return statement.matches(".*alter (column )?\\w+ (set data )?type .*")
        || statement.contains(" set not null")
        || (statement.contains(" not null") && !statement.contains(" default "))
        || (statement.contains(" add constraint ") && !statement.contains(" not valid"));
  }

  private static boolean isOfOthers(Pattern statements, String statement, Set<String> made) {
    return all(statements, statement).stream().anyMatch(table -> !made.contains(table));
  }

  private static Set<String> all(Pattern pattern, String sql) {
    return pattern.matcher(sql).results().map(MigrationRules::table).collect(Collectors.toSet());
  }

  private static String table(MatchResult found) {
    return found.group(1);
  }

  private static List<String> statements(String migration) {
    String bare = BODY.matcher(COMMENT.matcher(migration).replaceAll("")).replaceAll("''");
    return Arrays.stream(bare.split(";", -1))
        .map(statement -> statement.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT))
        .filter(statement -> !statement.isEmpty())
        .toList();
  }
}
