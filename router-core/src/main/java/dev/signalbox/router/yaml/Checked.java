package dev.signalbox.router.yaml;

import java.util.List;

/**
 * What a file that can be used says.
 *
 * @param warnings what a person should look at all the same, in the order of the file
 */
public record Checked<T>(T value, List<Problem> warnings) {
  public Checked {
    warnings = List.copyOf(warnings);
  }
}
