package dev.signalbox.eval.golden;

import dev.signalbox.router.chat.ChatRequest;
import dev.signalbox.router.chat.Message;
import dev.signalbox.router.chat.Part;
import dev.signalbox.router.chat.ResponseFormat;
import dev.signalbox.router.chat.Role;
import dev.signalbox.router.yaml.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Reads {@code cases.jsonl}: an object a line with {@code id}, {@code input} (text, or messages
 * with role and content), {@code expected}, and if wanted {@code schema} (which of the suite's the
 * answer has to satisfy; the only one need not be named), {@code critical} and {@code tags}. Blank
 * lines are skipped. A case that has {@code proposed} instead of {@code expected} is refused until
 * a person has looked at it.
 */
final class CasesReader {
  static final String EXPECTED = "expected";

  /** An answer that waits for a person to make it the expected one. */
  static final String PROPOSED = "proposed";

  private static final int MOST_CASES = 100_000;
  private static final int LONGEST_LINE = 1 << 20;
  private static final int LONGEST_ID = 200;

  /** Who speaks in text. */
  private static final List<Role> SPEAKERS = List.of(Role.SYSTEM, Role.USER, Role.ASSISTANT);

  private final String file;
  private final SuiteSettings settings;
  private final List<Problem> problems;
  private final Map<String, Integer> linesById = new HashMap<>();

  /** Problems are added to {@code problems}; what is read is of use only if there are none. */
  CasesReader(String file, SuiteSettings settings, List<Problem> problems) {
    this.file = file;
    this.settings = settings;
    this.problems = problems;
  }

  List<GoldenCase> read(String text) {
    List<GoldenCase> cases = new ArrayList<>();
    int number = 0;
    for (String line : (Iterable<String>) text.lines()::iterator) {
      number++;
      if (cases.size() == MOST_CASES) {
        problem(number, 1, "a suite has at most " + MOST_CASES + " cases; split it");
        return cases;
      }
      if (!line.isBlank()) {
        read(number, line).ifPresent(cases::add);
      }
    }
    if (cases.isEmpty() && problems.isEmpty()) {
      problem(1, 1, "the file has no cases; write one JSON object a line");
    }
    return cases;
  }

  private Optional<GoldenCase> read(int number, String line) {
    if (line.length() > LONGEST_LINE) {
      problem(number, 1, "the line is longer than " + LONGEST_LINE + " characters; shorten it");
      return Optional.empty();
    }
    try {
      return LineFields.read(
          JsonLine.parse(line),
          (column, sentence) -> problem(number, column, sentence),
          fields -> golden(number, fields));
    } catch (JacksonException e) {
      problem(
          number,
          e.getLocation().getColumnNr(),
          "this is not one JSON object a line (" + e.getOriginalMessage() + ")");
      return Optional.empty();
    }
  }

  private Optional<GoldenCase> golden(int number, LineFields fields) {
    int problemsBefore = problems.size();
    String id = id(number, fields);
    List<Message> messages = messages(fields);
    JsonNode expected = expected(fields);
    ResponseFormat format = format(fields);
    boolean critical = fields.flag("critical");
    Set<String> tags = Set.copyOf(fields.texts("tags"));
    if (problems.size() > problemsBefore) {
      return Optional.empty();
    }
    ChatRequest.Builder request = ChatRequest.of(messages).change().format(format);
    settings.maxOutputTokens().ifPresent(request::maxOutputTokens);
    return Optional.of(GoldenCase.of(id, request.build(), expected, critical, tags));
  }

  private String id(int number, LineFields fields) {
    String id = fields.text("id");
    if (id.length() > LONGEST_ID) {
      fields.problem("id", "an id has at most " + LONGEST_ID + " characters; shorten it");
    }
    Integer earlier = linesById.putIfAbsent(id, number);
    if (earlier != null && !id.isEmpty()) {
      fields.problem(
          "id",
          "the id "
              + LineFields.quoted(id)
              + " was given in line "
              + earlier
              + " already; each case needs its own");
    }
    return id;
  }

  private static JsonNode expected(LineFields fields) {
    if (fields.has(PROPOSED)) {
      fields.problem(
          PROPOSED,
          "nobody has said yet whether this is a good answer; make it one and rename \"proposed\" to"
              + " \"expected\"");
      return MissingNode.getInstance();
    }
    return fields.required(EXPECTED, "what the graders compare the answer with");
  }

  private List<Message> messages(LineFields fields) {
    List<Message> messages = new ArrayList<>();
    settings.instructions().map(Message::system).ifPresent(messages::add);
    JsonNode input = fields.required("input", "text or a list of messages");
    if (input.isString() && !input.stringValue().isBlank()) {
      messages.add(Message.user(input.stringValue()));
    } else if (input.isArray() && !input.isEmpty()) {
      messages.addAll(fields.objects("input", CasesReader::message));
      if (messages.stream().noneMatch(message -> message.role() == Role.USER)) {
        fields.problem("input", "at least one message has to have the role user");
      }
    } else {
      fields.wrong("input", input, "text that is not blank, or a list of messages");
    }
    return messages;
  }

  private static Message message(LineFields fields) {
    String name = fields.text("role");
    Optional<Role> role = SPEAKERS.stream().filter(known -> nameOf(known).equals(name)).findFirst();
    if (role.isEmpty() && !name.isEmpty()) {
      fields.problem(
          "role",
          "\"role\" has to be one of "
              + SPEAKERS.stream().map(CasesReader::nameOf).collect(Collectors.joining(", "))
              + ", not "
              + LineFields.quoted(name));
    }
    return new Message(role.orElse(Role.USER), List.of(new Part.Text(fields.text("content"))));
  }

  private static String nameOf(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }

  private ResponseFormat format(LineFields fields) {
    Optional<String> named = fields.optionalText("schema");
    Set<String> known = settings.schemas().keySet();
    if (named.isEmpty() && known.isEmpty()) {
      return new ResponseFormat.FreeText();
    }
    if (named.isEmpty() && known.size() > 1) {
      fields.required("schema", "one of " + String.join(", ", known));
      return new ResponseFormat.FreeText();
    }
    String name = named.orElseGet(known.iterator()::next);
    JsonNode schema = settings.schemas().get(name);
    if (schema == null) {
      fields.problem(
          "schema",
          known.isEmpty()
              ? "the suite has no schemas; leave \"schema\" out or add it to suite.yaml"
              : "\"schema\" has to be one of "
                  + String.join(", ", known)
                  + ", not "
                  + LineFields.quoted(name));
      return new ResponseFormat.FreeText();
    }
    return new ResponseFormat.JsonSchema(name, schema, true);
  }

  private void problem(int line, int column, String sentence) {
    problems.add(new Problem(file, line, column, sentence));
  }
}
