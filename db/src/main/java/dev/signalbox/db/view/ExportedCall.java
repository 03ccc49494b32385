package dev.signalbox.db.view;

import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A call as it is exported: values by the names of {@link CallExport}'s columns and in their order;
 * one that there is not has no entry. Times are text in ISO-8601, UTC, with microseconds.
 *
 * @param tags in order
 * @param request as the log keeps it: JSON, if it was asked for and is still kept
 * @param answer so the answer
 */
public record ExportedCall(
    SequencedMap<String, Object> call,
    List<SequencedMap<String, Object>> attempts,
    List<String> tags,
    Optional<String> request,
    Optional<String> answer) {
  public ExportedCall {
    attempts = List.copyOf(attempts);
    tags = List.copyOf(tags);
  }
}
