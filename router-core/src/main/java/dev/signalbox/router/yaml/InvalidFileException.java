package dev.signalbox.router.yaml;

import java.util.List;
import java.util.stream.Collectors;

/** A file that a person wrote cannot be used; the message has one line a problem. */
public final class InvalidFileException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<Problem> problems;

  public InvalidFileException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** In the order of the file; never empty. */
  public List<Problem> problems() {
    return problems;
  }
}
