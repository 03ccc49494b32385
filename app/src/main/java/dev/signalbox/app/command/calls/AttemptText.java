package dev.signalbox.app.command.calls;

import dev.signalbox.dashboard.page.Figures;
import dev.signalbox.db.view.CallDetail;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * The attempts of a call on one time line: each a bar from its start to its end, {@code -} until
 * content came and {@code =} from then on.
 */
final class AttemptText {
  private static final int LINE = 40;
  private static final int TEXT = 100;

  private final CallDetail detail;
  private final int widestTarget;

  AttemptText(CallDetail detail) {
    this.detail = detail;
    this.widestTarget =
        detail.attempts().stream().mapToInt(attempt -> attempt.target().length()).max().orElse(0);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (CallDetail.Attempt attempt : detail.attempts()) {
      lines.add(
          ("%3d  %-" + widestTarget + "s  |%s|  %s")
              .formatted(
                  attempt.ordinal(),
                  Printable.line(attempt.target(), TEXT),
                  bar(attempt),
                  outcome(attempt)));
      lines.add("     " + course(attempt));
      attempt.detail().ifPresent(words -> lines.add("     " + Printable.line(words, TEXT)));
      attempt
          .partial()
          .ifPresent(words -> lines.add("     had come: " + Printable.line(words, TEXT)));
      lines.add("     then: " + Printable.line(attempt.move(), TEXT));
    }
    return lines;
  }

  private static String outcome(CallDetail.Attempt attempt) {
    String kind = attempt.kind().equals("ordinary") ? "" : attempt.kind() + " ";
    return kind
        + attempt.outcome()
        + attempt.fault().map(fault -> ": " + fault.replace('_', ' ')).orElse("");
  }

  private String course(CallDetail.Attempt attempt) {
    StringJoiner course = new StringJoiner(", ");
    course.add("at " + Figures.milliseconds(offset(attempt)));
    attempt.connectMs().ifPresent(ms -> course.add("connected in " + Figures.milliseconds(ms)));
    attempt
        .firstContentMs()
        .ifPresent(ms -> course.add("content after " + Figures.milliseconds(ms)));
    course.add("took " + Figures.milliseconds(attempt.tookMs()));
    attempt.status().ifPresent(status -> course.add("HTTP " + status));
    attempt.requestId().ifPresent(id -> course.add("request " + Printable.line(id, TEXT)));
    return course.toString();
  }

  private double offset(CallDetail.Attempt attempt) {
    Duration offset = Duration.between(detail.call().startedAt(), attempt.startedAt());
    return offset.toNanos() / 1e6;
  }

  /** Never without a mark, though the attempt took no time. */
  private String bar(CallDetail.Attempt attempt) {
    double begin = offset(attempt);
    int from = Math.min(column(begin), LINE - 1);
    int to = Math.max(from + 1, column(begin + attempt.tookMs()));
    int content =
        attempt.firstContentMs().isPresent()
            ? Math.clamp(column(begin + attempt.firstContentMs().getAsDouble()), from, to)
            : to;
    return " ".repeat(from)
        + "-".repeat(content - from)
        + "=".repeat(to - content)
        + " ".repeat(LINE - to);
  }

  private int column(double sinceStart) {
    double share = sinceStart / Math.max(detail.call().tookMs(), 0.001);
    return (int) Math.round(LINE * Math.clamp(share, 0, 1));
  }
}
